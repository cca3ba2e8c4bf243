form-token-save = Sichern
moment-full = { $weekday } { $day }. { $month } { $year } { $time }
moment-dated = { $weekday } { $day }. { $month } { $time }
moment-near = { $weekday } { $time }
length-days = { $count } T.
length-hours = { $count } Std.
length-minutes = { $count } Min.
