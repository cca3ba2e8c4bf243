form-token-save = Guardar
moment-full = { $weekday } { $day } { $month } { $year } { $time }
moment-dated = { $weekday } { $day } { $month } { $time }
moment-near = { $weekday } { $time }
length-days = { $count } d
length-hours = { $count } h
length-minutes = { $count } min
