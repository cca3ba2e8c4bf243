form-token-save = Enregistrer
moment-full = { $weekday } { $day ->
    [1] 1er
   *[other] { $day }
} { $month } { $year } { $time }
moment-dated = { $weekday } { $day ->
    [1] 1er
   *[other] { $day }
} { $month } { $time }
moment-near = { $weekday } { $time }
length-days = { $count } j
length-hours = { $count } h
length-minutes = { $count } min
