form-token-save = Opslaan
moment-full = { $weekday } { $day } { $month } { $year } { $time }
moment-dated = { $weekday } { $day } { $month } { $time }
moment-near = { $weekday } { $time }
length-days = { $count } d
length-hours = { $count } u
length-minutes = { $count } min
