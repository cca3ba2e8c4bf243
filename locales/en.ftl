### Every text that a person reads. Neutral on purpose: it may stand on a screen that others see.

## The outcome of a start: what happened, what it means, what to do next

started = Session { $id } has started.
started-no-id = The session has started.
started-no-id-meaning = The service did not tell its number.
refused-input = The service refused the start: it did not accept what was sent.
refused-token = The service does not accept the token.
refused-token-next = It was revoked or mistyped. Make a new one on your profile page and save it: latchet token set
refused-not-ours = Something on the way refused the start with status { $status }, and it may not have been the service.
refused-not-ours-next = A proxy or a log-in page of the network can do that. Check the network, then start again.
refused-permission = This token has no write permission, so it can't start a session.
refused-permission-next = Make one with write permission on your profile page and save it: latchet token set
refused-overlap = Another session already stands at that time, so nothing was started.
refused-overlap-next = Look at it: latchet status. A running session is ended on the website.
refused-status = The service refused the start with status { $status }.
refused-status-next = If this goes on, check the address: latchet doctor
refused-nothing-recorded = No session was recorded.
server-words = The service says: “{ $words }”
not-sent = The start was not sent, so no session was started.
not-sent-name-not-found = The server's name was not found: there seems to be no network.
not-sent-no-connection = The server could not be reached.
not-sent-connect-timeout = The server did not answer in time.
not-sent-not-trusted = There is no trusted encrypted connection to the server: its certificate was not accepted, or something stands in between.
not-sent-no-proxy = The proxy could not be reached.
not-sent-proxy-wants-password = The proxy wants a user and a password, or others than these.
not-sent-proxy-refused = The proxy did not let it through to the server.
not-sent-not-built = The request could not be made. This is a defect of the program.
not-sent-next = Start again when the network is there.
unknown = It is not known whether the session started.
unknown-interrupted = The program ended while it was sending.
unknown-unrecorded = It went out, but what became of it could not be recorded: { $reason }.
unknown-unrecorded-next = The next start looks it up first. See what is known: latchet pending list
unknown-status = The server answered with status { $status }.
unknown-busy = The server was too busy to answer (status { $status }).
unknown-moved = The server pointed elsewhere (status { $status }); that was not followed.
unknown-unreadable = The answer (status { $status }) does not say. A log-in page of the network looks like that.
unknown-timed-out = The server did not answer in time.
unknown-connection-lost = The connection broke after the start had been sent.
unknown-doubtful = The service shows a session that it might be, or might not.
unknown-checking = The service is being asked.
unknown-not-allowed = The token may not read, so it can't be found out from here.
unknown-not-looked = The service could not be asked now.
unknown-looked = The service was asked, and does not show it yet.
zone-mismatch = The service keeps this account's time at { $offset }, but the tracker's zone is set to { $zone } ({ $here }): times differ by { $length }. Set the account's zone before the next start with a time: latchet settings set tracker-zone …
apart-later = The service recorded the start { $length } later than it was meant: it reads times at { $offset }, not in { $zone }. Set that zone before the next start with a time: latchet settings set tracker-zone …
apart-earlier = The service recorded the start { $length } earlier than it was meant: it reads times at { $offset }, not in { $zone }. Set that zone before the next start with a time: latchet settings set tracker-zone …
not-there = The start did not arrive: the service was asked twice, and does not show it.
not-there-next = Send it again with its original time: latchet pending send { $id }, or take it back: latchet pending cancel { $id }
unknown-next = Look on the website whether it stands, then say so: latchet pending settle { $id } --started NUMBER, or --not-started. Until then nothing else is started, so that it can't become two.
waiting = The start was not sent yet. It waits, and keeps its time.
waiting-no-answer = The service did not answer what has to be known first.
waiting-token = The service does not accept the token any more.
waiting-other-account = The saved token is another account's, and can't send it.
waiting-next = It goes out by itself as soon as that is possible. To take it back: latchet pending cancel { $id }
held = The start was not sent. It waits for your answer.
held-far-end = Its scheduled end is more than a year away.
held-too-long = It has waited for so long that you may have other plans by now.
held-overtaken = Another session has begun since you wanted it.
held-cannot-tell = This token may not read, so it can't be told whether another session has begun meanwhile.
held-zone = It tells the service a time, and it is not proven that the tracker's zone is your account's.
held-end-passed = Its scheduled end has passed meanwhile.
held-next = Send it all the same, with its original time: latchet pending send { $id }, or take it back: latchet pending cancel { $id }
held-next-cancel = Take it back: latchet pending cancel { $id }
cancelled = The start was cancelled. Nothing was sent.
lapsed = The start was cancelled: nobody was there to send it when its time to undo ended. Nothing was sent.
grace = The start is about to be sent.
settled-started = You found it on the website as session { $id }.
settled-not-started = You found on the website that it did not start.
intended = The start is recorded; nothing has been sent.
sending = The start is being sent.
blocked = Nothing was sent: an earlier start (number { $id }) is not settled yet.
blocked-next = See it with: latchet pending list
busy = Nothing was sent: another start has been on its way all the time.
busy-next = Try again in a moment.

## What is wrong with what was filled in

problem-not-a-moment = a date and a time are wanted, as in 2026-01-31 17:30
problem-not-a-moment-or-time = a date and a time are wanted, as in 2026-01-31 17:30, or a time alone, as in 07:00
problem-year = the year must lie between 1970 and 9999
problem-not-a-length = a length is written like 20m, 8h or 3d12h
problem-zero = a length of zero makes no sense here
problem-too-long = a length can't be more than 36525 days
problem-skipped-hour = the clocks in { $zone } were put forward over this time, so it never was; choose a time before or after
problem-doubled-hour = the clocks in { $zone } show this time twice; write { $earlier } or { $later }
problem-start-in-future = a start can't lie in the future; it is { $now } now in { $zone }
problem-end-in-past = the scheduled end lies in the past; it is { $now } now in { $zone }
problem-end-before-start = the scheduled end must lie after the start
problem-not-relative-start = a preset is for any day: it starts now or some time ago, as in 20m
problem-not-relative-end = a preset is for any day: it ends some time after the start, as in 8h, or at a time of day, as in 07:00
problem-preset-name = a preset's name has 1 to 40 characters, none of them invisible
problem-locked-by-too-long = at most 50 characters are sure to be kept by the service
problem-locked-by-control = line breaks and invisible control characters can't be sent
problem-token-empty = there is no token; paste the one from your profile page
problem-token-too-long = this is longer than any token (2048 characters)
problem-token-character = a token has no spaces, line breaks or special characters; copy it again

## What is wanted of a setting's value, where one was given that can't be

wanted-proxy = system, none, or an address as in http://proxy.example.org:8080 is wanted; a password is asked for, not written here
wanted-tracker-zone = computer, or the name of a time zone is wanted, as in Europe/Berlin or UTC
wanted-locked-by = at most 50 characters are wanted, none of them invisible
wanted-switch = on or off is wanted
wanted-grace = seconds from 0 to 30 are wanted
wanted-ask-after = a length of at most 30d is wanted, as in 12h or 1d12h
wanted-remind = off, or at most four lengths of at most 7d are wanted, as in 2h,30m
wanted-quiet-hours = off, or two different times of day are wanted, as in 22:00-07:00
wanted-left-click = menu or start is wanted
wanted-language = system, en, de, fr, es or nl is wanted
wanted-log = off, errors or detailed is wanted
wanted-ca-file = a file with certificates (PEM) is wanted, with its whole path
wanted-keys = off, or keys are wanted, as in Ctrl+Alt+L or F9: Ctrl, Alt, Shift, Super, and one letter, digit, F1 to F24, Space, Insert, Delete, Home, End, PageUp, PageDown, Up, Down, Left, Right, Pause or ScrollLock; without Ctrl, Alt or Super only F1 to F24
wanted-keys-taken = { $other } has these keys already

## Moments and lengths of time. The names of days and months come with the program.

moment-full = { $weekday } { $day } { $month } { $year } { $time }
moment-day = { $weekday } { $day } { $month }
moment-dated = { $weekday } { $day } { $month } { $time }
moment-near = { $weekday } { $time }
length-days = { $count }d
length-hours = { $count }h
length-minutes = { $count }m

## What will be sent, in a sentence

plan-now = Starts now
plan-at = Starts { $at }, { $ago } ago
plan-open = no scheduled end
plan-until = scheduled end { $at }, in { $in }
plan-locked-by = locked by { $name }
plan-private = private
plan-public = public: everyone can see it on your profile
plan-zone = Times are those of { $zone }.
moment-both = { $at } ({ $here } on this computer)
ask-far-end = The scheduled end is more than a year away: { $at }, in { $in }. Is that meant?
ask-zone = It is not proven yet that your account's time zone is { $zone }.
ask-zone-contradicted = Your newest session was kept at { $offset }, but the tracker's zone is set to { $zone }.
ask-zone-moment = { $at } in { $zone } is { $other } in { $elsewhere }.
ask-zone-moment-alone = { $at } in { $zone }.
ask-zone-next = If the account's zone is another, set it first: latchet settings set tracker-zone … Is it the right one?
ask-start = Start this session? It can't be taken back from here.
ask-again = A start can only be ended on the website.

## Presets

preset-listed = { $name }: { $meaning }
preset-listed-default = { $name } (one click): { $meaning }
preset-at = Starts at { $at }
preset-ago = Starts { $ago } ago
preset-for = scheduled end { $length } after the start
preset-until = scheduled end at the next { $time }
preset-no-such = There is no preset named { $name }.
preset-known = { $count ->
    [one] There is one: { $names }
   *[other] These are there: { $names }
}
preset-none = No preset is saved yet.
preset-lost = The preset that one click is to start is not there, or can't be read, so nothing was started.

## The credential store

vault-missing = No token is saved.
vault-missing-next = Make one with write permission on your profile page, then: latchet token set
vault-locked = The credential store is locked.
vault-locked-next = Unlock it (log in to the desktop, or open its password manager), then try again.
vault-denied = The credential store did not give access to the token.
vault-denied-next = Answer its dialog, or allow Latchet in it, then try again.
vault-no-store = There is no credential store to keep the token in.
vault-no-store-next = Start one (on Linux: gnome-keyring, KWallet or KeePassXC), or hand the token over for one start: latchet start --token-stdin
vault-not-responding = The credential store does not answer.
vault-not-responding-next = Restart it or log in again. Nothing else keeps the token, so nothing was sent.
vault-ambiguous = The credential store holds { $count } entries where there should be one.
vault-ambiguous-next = Remove the others in its password manager, or all of them: latchet token remove
vault-unreadable = What the credential store holds is no token.
vault-unreadable-next = Save it anew: latchet token set
vault-not-verified = The credential store did not keep the token it was given.
vault-not-verified-next = See whether its disk is full, then try again.
vault-failed = The credential store failed.
vault-failed-next = See whether its disk is full, restart it or log in again, then try again.
vault-asking = Waiting for the credential store: look for its dialog.

## Reading from the service

read-unreachable = The service could not be reached.
token-refused = The service does not accept this token, so it is not saved. Was all of it copied?
token-refused-meaning = The token from before is kept.
read-token-invalid = The service does not accept the token.
read-not-allowed = This token may not read. That says nothing about starting.
read-status = The service answered with status { $status }.
read-unreadable = The service's answer could not be understood.

## The journal

journal-not-writable = The journal can't be written, so nothing is sent: { $reason } ({ $path })
journal-damaged = The journal is damaged, so nothing is sent: { $reason } ({ $path })
journal-rescued = The journal was damaged. Every start that could be read goes on in a new one; the damaged file is kept: { $path }. See what is not certain: latchet pending list
journal-newer = The journal was written by a newer version of this program, so nothing is sent. Update this one. ({ $path })
journal-other = The journal belongs to { $origin }. ({ $path })
journal-busy = Another program is using the journal. Try again.
journal-no-such = There is no start with the number { $id }; see: latchet pending list
journal-illegal = Nothing was done: { $state ->
    [started] this start has started.
    [refused] this start was refused.
    [cancelled] this start was taken back.
    [not_sent] this start was given up, and not sent.
    [not_started] this start is settled: it did not start.
    [unknown] it is not known whether this start has started.
    [checking] this start is being looked up.
    [sending] this start is being sent.
    [not_there] this start is proven not to have arrived, so there is nothing to settle: send it again, or take it back.
    [waiting] this start waits to be sent, so there is nothing to settle.
    [held] this start waits for your answer, so there is nothing to settle.
   *[other] that is not possible with this start ({ $state }).
}
folder-unusable = The data folder can't be used, so nothing is sent: { $reason }
settings-moved = The settings could not be read. The file was kept as { $path }; the defaults are used.
settings-unusable = The settings can't be read, so nothing was done: { $reason }
other-account = This start belongs to the account { $account }; only its token can check or send it.
no-home = This user has no home folder; set LATCHET_HOME to a folder of your choice.
server-bad = LATCHET_SERVER: { $reason }
vault-kind-bad = LATCHET_VAULT: os or memory is wanted.
route-bad = Nothing was sent: the way to the service can't be taken.
route-ca-file = The file of trusted certificates can't be used: { $path }
route-ca-file-next = Put it back, choose another, or none: latchet settings set ca-file ""
route-ca-file-next-window = Put it back, choose another, or none, in the settings.
route-password-bad = a password of 1 to 682 characters is wanted
route-password-missing = The proxy's password is not in the credential store.
route-password-next = Enter it again: latchet settings set proxy { $proxy }
route-password-next-window = Enter it again in the settings.
route-password-prompt = Password of { $user } at the proxy (not shown):
client-bad = The encrypted connection could not be set up: { $reason }

## The command line

cli-nothing-sent-ask = Nothing was sent: there is no terminal to ask on. Add --yes to start without being asked.
cli-nothing-sent-no = Nothing was sent.
cli-waiting = Waiting for the answer…
cli-not-handed-over = Nothing stays here to see to it: { $reason }. See to it yourself: latchet pending list
cli-interrupted = Interrupted. If it was being sent, latchet pending list tells.
cli-clock-skew = This computer's clock differs from the server's by { $length }.
cli-recorded = Recorded start: { $at }
cli-recorded-end = Scheduled end: { $at }
cli-token-prompt = Token (not shown):
cli-token-saved = The token is saved in the credential store.
cli-token-saved-nick = The token is saved in the credential store. It belongs to { $nick }.
cli-token-saved-nick-window = Valid, and saved in the credential store. Whether it may start sessions shows at the first start.
cli-token-unchecked = It could not be checked now: { $why }
cli-token-refused = It is saved, but the service does not accept it. Was all of it copied?
cli-token-valid = The token is valid. Whether it may start a session shows at the first start.
cli-token-valid-nick = The token is valid and belongs to { $nick }. Whether it may start a session shows at the first start.
cli-token-no-read = A token is saved. It may not read, so no more can be said before the first start.
cli-token-removed = The token is removed from the credential store. On the service it stays valid until you revoke it on your profile page.
cli-token-memory = With LATCHET_VAULT=memory a token is gone when the program ends, so there is nothing to save it to. Use: latchet start --token-stdin
cli-status-running = Session { $id } runs.
cli-status-idle = No session runs.
cli-status-public-running = A public session runs. (This token may not read private ones.)
cli-status-public-idle = No public session runs. (This token may not read private ones.)
cli-status-since = Since { $at }, for { $length }
cli-status-end = Scheduled end { $at }, in { $length }
cli-status-overdue = Scheduled end { $at }, { $length } ago. Ending happens on the website.
cli-status-no-end = No scheduled end
cli-status-locked-by = Locked by { $name }
cli-status-private = Private
cli-status-public = Public
cli-status-as-of = As of { $at }
cli-status-pending = { $count ->
    [one] One start is not settled; see: latchet pending list
   *[other] { $count } starts are not settled; see: latchet pending list
}
cli-status-offline-none = No start is known here.
cli-status-offline = The last start known here is session { $id }, from { $at }. Whether it still runs only the service knows.
cli-history-empty = No starts yet.
cli-pending-empty = Every start is settled.
cli-no-such-setting = There is no setting named { $name }; see: latchet settings list
cli-preset-save-one = Save one: latchet preset save NAME --for 8h
cli-preset-choose = Choose another: latchet preset default NAME, or none: latchet preset default --none
cli-preset-removed = The preset { $name } is removed.
cli-preset-no-default = One click starts now, without a preset.
cli-preset-unreadable = A preset in the settings can't be read, and is not used: { $name }
cli-practice-ready = The practice server runs at { $url } (open it in a browser to see its sessions, move their ends and end them). It ends with Ctrl-C.
cli-practice-use = Use it: LATCHET_SERVER={ $url } latchet start --token-stdin --yes
cli-practice-failed = The practice server could not start: { $reason }
cli-no-behaviour = { $reason }. The behaviours are:
cli-unforeseen = Something unforeseen happened: { $reason }
# How a question is to be answered; then the words that mean yes beside the English ones.
cli-yes-no = [y/N]
cli-yes = y yes
cli-log = What went on is in { $path }
cli-log-off = To have it written down the next time: latchet settings set log detailed

## What runs, in short lines

live-running = Session { $id }
live-running-no-id = A session runs
live-since = since { $at }, for { $length }
live-since-time = since { $at }
live-end-time = scheduled end { $at }
live-end = ends { $at }, in { $length }
live-overdue = the end was due { $length } ago; ending happens on the website
live-no-end = no scheduled end
live-locked-by = locked by { $name }
live-private = private
live-public = public
live-as-of = as of { $at }

## The scheduled end of what runs: that it moved, and that it comes

moved-later = The scheduled end moved from { $from } to { $to }, { $length } later
moved-earlier = The scheduled end moved from { $from } to { $to }, { $length } earlier
moved-new = The session has a scheduled end now: { $to }
moved-gone = The session has no scheduled end any more; it was { $from }
moved-what = { $what }.
moved-why = { $what } ({ $why }).
moved-dice = dice
moved-link = link
moved-luck = luck
moved-manual = by hand
moved-penalty = extra time
moved-dom = by the other person
move-start = { $at }: start
move-later = { $at }: end moved later
move-earlier = { $at }: end moved earlier
move-end = { $at }: scheduled end
reminder-before = { $id ->
    [none] The scheduled end
   *[other] The scheduled end of session { $id }
} is { $at }, in { $length }.
reminder-at-end = { $id ->
    [none] The scheduled end
   *[other] The scheduled end of session { $id }
} is reached: { $at }.
reminder-overdue = { $id ->
    [none] The scheduled end
   *[other] The scheduled end of session { $id }
} was { $at }, { $length } ago.
reminder-next = Ending happens on the website.

## Doctor

doctor-looking = Looking…
doctor-store-ok = the credential store answers; a token is saved
doctor-store-empty = the credential store answers; no token is saved
doctor-native = part of this system
doctor-no-bus = no session bus: this is no desktop's session
doctor-no-bus-next = The command line works all the same.
doctor-mute = it is there and doesn't answer
doctor-mute-next = Log out and in again.
doctor-tray-ok = there is a place for the tray icon
doctor-tray-none = nothing here shows tray icons; notifications take their place, and the window and the command line work all the same
doctor-tray-none-next = On GNOME the extension "AppIndicator and KStatusNotifierItem Support" shows them.
doctor-notifications-ok = shown by { $what }
doctor-notifications-none = nothing here shows notifications
doctor-notifications-none-next = Install a notification daemon, such as dunst or mako, if the desktop has none.
doctor-portal-ok = { $what }
doctor-portal-none = no portals here; shortcuts on Wayland want them
doctor-portal-none-next = Install xdg-desktop-portal and the one of your desktop.
doctor-off = off
doctor-autostart-on = the tray starts at log-in
doctor-autostart-bad-shared = what is registered is not what was chosen
doctor-autostart-bad-next = Register it again: latchet settings set autostart on
doctor-autostart-off-next = Remove it: latchet settings set autostart off
doctor-shortcuts-system = { $count } set, had from the system
doctor-shortcuts-x11 = { $count } set, had from the X server
doctor-shortcuts-portal = { $count } set, had by the desktop's portal
doctor-shortcuts-none = nothing here gives keys to programs
doctor-shortcuts-none-next = Bind them to commands in the desktop's settings: { $commands }
doctor-zone = { $zone }, as set; this computer's is { $computer }; zones of { $database }
doctor-zone-alone = { $zone }, as set; this computer tells none; zones of { $database }
doctor-zone-computer = { $zone }, this computer's; zones of { $database }
doctor-zone-none = the computer tells no zone
doctor-zone-none-next = Set one: latchet settings set tracker-zone Europe/Berlin
doctor-clock-ok = within { $seconds } s of the server's
doctor-clock-bad = differs from the server's by { $length }
doctor-clock-bad-next = Correct it, best by having the system set it by the network.
doctor-clock-unknown = can't be compared: the server told no time
doctor-service-ok = { $host } answers
doctor-service-bad = { $host } can't be reached: { $why }
doctor-service-bad-shared = the way that was set can't be taken
doctor-service-bad-next = See whether other pages open, and the lines on proxy and trust roots.
doctor-proxy-loopback = not used for this computer itself
doctor-proxy-off = not used, as set
doctor-proxy-none = none; the system names none
doctor-proxy-system = { $address }, from the system
doctor-proxy-system-shared = one from the system
doctor-proxy-chosen = { $address }, as set
doctor-proxy-chosen-shared = one that was set
doctor-roots-ok = { $count } of the system
doctor-roots-none = the system has none, so no server can be trusted
doctor-roots-none-next = Install the package ca-certificates.
doctor-roots-system = the system judges certificates itself
doctor-ca-file = { $count } of the file that was set
doctor-ca-file-bad = no certificates can be read from the file that was set
doctor-ca-file-bad-next = Name a file of certificates (PEM): latchet settings set ca-file FILE
doctor-journal-ok = { $path }
doctor-journal-bad-shared = it can't be used: { $code }
doctor-settings-ok = { $path }
doctor-log-off = off
doctor-log-errors = errors
doctor-log-detailed = detailed
doctor-versions = latchet { $latchet }; { $system }; desktop: { $desktop }; SQLite { $sqlite }
doctor-desktop-none = none told

## Leaving no trace

trace-none = Nothing of this program is on this computer.
trace-plan = This is removed from this computer:
trace-program = the program that runs: { $what }
trace-token = the token for { $what }
trace-password = the password for { $what }
trace-autostart = the entry that starts the tray at log-in
trace-journal = the journal { $what }
trace-web-view = what the window kept: { $what }
trace-log = the log { $what }
trace-settings = the settings { $what }
trace-other = something else in a folder of this program's own: { $what }
trace-folder = the folder { $what }
trace-unsettled = { $count ->
    [one] One start is not settled. It is forgotten:
   *[other] { $count } starts are not settled. They are forgotten:
}
trace-unsettled-next = Nobody will see to them any more; look on the website.
trace-unsettled-one = { $server }, start { $id }: { $state }
trace-ask = Remove all of it?
trace-ask-unsettled = Really, with what is not settled?
trace-ask-first = This asks, and there is nobody to ask. With --yes it does not. Nothing was removed.
trace-not-done = Nothing was removed.
trace-exported = Settings and starts are in { $path }
trace-export-inside = { $path } would be removed with the rest. Name a file elsewhere.
trace-export-failed = Nothing was exported, and nothing removed: { $reason }
trace-gone = gone
trace-left = left
trace-all-gone = All of it is gone.
trace-some-left = Not all of it is gone.
trace-left-sending = a start is being sent; try again
trace-left-runs = a program still runs; end it from its menu, and try again
trace-left-io = { $reason }
trace-left-again = it came back; a program still runs
trace-not-promised = Not in this program's hands: copies in backups and on the disk below, the website, the browser, the shell's history, the desktop's own logs and permissions.

## The tray

tray-title = Latchet
tray-unread = Not looked yet
tray-looking = Looking…
tray-sending = Sending…
tray-idle = Nothing runs
tray-public-running = A public session runs
tray-public-idle = Nothing public runs
tray-last = { $at }: { $what }
tray-start = Start now
    .key = s
tray-start-preset = Start now: { $name }
tray-earlier = Start earlier
    .key = e
tray-ago = { $minutes ->
    [one] 1 minute ago
   *[other] { $minutes } minutes ago
}
tray-presets = Start with
    .key = w
tray-more = { $count ->
    [one] One more is not settled…
   *[other] { $count } more are not settled…
}
tray-website = Open the website
    .key = b
tray-grace = Starts in a moment
tray-details = Details
    .key = d
tray-older = Number { $id }: { $what }…
tray-number = Number { $id }…
tray-send = Send it now
    .key = n
tray-check = Look for it now
    .key = l
tray-cancel = Take it back
    .key = t
tray-token-save = Save a token…
tray-token-replace = Save another token…
tray-token-no-write = The token may not start sessions…
tray-store = See about the credential store…
tray-journal = The journal can't be used
tray-journal-open = See what is wrong…
tray-open = Open…
    .key = o
tray-hide = Hide now
    .key = h
tray-show = Show again
    .key = h
tray-quit = Quit
    .key = q
tray-no-host = Nothing here shows tray icons. The icon appears when something does.
tray-no-watch = It can't be noticed here when something changes: { $reason }. It is looked when the menu opens.
tray-no-bus = There is no session bus here, so there can be no tray icon: { $reason }
tray-handed-over = The tray is running already.
tray-other = A tray is running already, for another service or data folder. Quit that one first.
tray-mute = A tray is running already and does not answer. End it, then try again.
tray-failed = The tray could not be shown: { $reason }
website-failed = The website could not be opened: { $reason }
window-missing = The window is not installed: { $name } was not found beside this program nor on the path.
window-failed = The window could not be opened: { $reason }
notify-title = Latchet
notify-grace = { $seconds ->
    [one] Starts in one second.
   *[other] Starts in { $seconds } seconds.
}
notify-cancel = Take it back
notify-send = Send it now
notify-check = Look for it now
notify-website = Open the website
notify-open = Open
notify-discreet = Something is to be looked at.
notify-nothing-started = Nothing was started.
notify-unforeseen = The start ended in an unforeseen way.
notify-look = Open Latchet to see more.

## The window's form. Each is handed to the page as it stands, without values.

form-nav = Views
form-view-start = Start
form-view-history = History
form-view-settings = Settings
form-practice = Practice
form-practice-meaning = Nothing here reaches the real service.
form-first = Welcome
form-first-what = Latchet starts a session when you press Start. It sends when it starts and ends, who holds the key and whether it is public, and nothing else.
form-first-kept = Usual values can be kept as presets below; everything else is under Settings.
form-first-practise = Practise instead
form-first-skip = Skip
form-zone = Your account's time zone
form-zone-set = Set
form-running = What runs now
form-running-looking = Looking…
form-running-refresh = Look again
form-running-website = End or change it on the website
form-token = Token
form-token-looking = Looking for the token…
form-token-asking = Waiting for the credential store: look for its dialog.
window-token-saved = Token saved
window-token-of = Token of { $nick }
form-token-replace = Replace…
form-token-remove = Remove…
form-token-again = Look again
form-token-intro = A start needs a token with write permission. It is kept in this computer's credential store.
form-token-profile = Make one on your profile page
form-token-paste = Paste token
form-token-typed = or type it:
form-token-save = Save
form-token-remove-question = Remove the token from this computer?
form-token-remove-meaning = On the service it stays valid until you revoke it on your profile page.
form-token-keep = Keep
form-token-remove-yes = Remove
form-pending = Not settled yet
form-preset = Preset
form-preset-none = None
form-preset-one-click = one click
form-preset-changed = changed
form-preset-first = Keep as a preset…
form-preset-edit = Edit…
form-preset-name = Save what stands below as
form-preset-save = Save
form-preset-default = Use for one click
form-preset-remove = Remove
form-preset-saved = Saved.
form-preset-removed = Removed.
form-preset-undo = Undo
form-start = Start
form-start-now = Now
form-start-ago = Earlier by
form-start-at = Exact time
form-end = Scheduled end
form-end-open = None
form-end-for = After
form-end-until = Until
form-locked-by = Locked by
form-locked-by-none = optional
form-public = Public
form-public-meaning = Everyone can see it on your profile.
form-pending-send = Send it now
form-pending-look = Look for it now
form-pending-cancel = Take it back
form-pending-settle = I looked on the website…
form-settle-number = It stands there as number
form-settle-yes = Save
form-settle-no = It does not stand there
form-settle-wrong = the session's number is wanted, in digits, as the website shows it
form-asks = Before it is started
form-asks-no = Change it
form-asks-yes = Start all the same
form-changed = Nothing was sent: something was changed meanwhile. Look at it, then start.
form-incomplete = Something above is not complete yet.
form-see-field = Nothing was started. See what is marked above.
form-waiting = Waiting for the answer. It can take up to 25 seconds.
form-send = Start
form-sending = Sending…

## What to do next, where it is done in the window

refused-token-next-window = It was revoked or mistyped. Make a new one on your profile page and replace it here.
refused-permission-next-window = Make one with write permission on your profile page and replace it here.
journal-rescued-window = The journal was damaged. Every start that could be read goes on in a new one; the damaged file is kept: { $path }.
preset-lost-window = The preset that one click is to start is not there, or can't be read: choose another under Edit.
refused-overlap-next-window = A running session is ended on the website.
refused-status-next-window = If this goes on, see what it says in a terminal: latchet doctor
waiting-next-window = It goes out by itself as soon as that is possible.
held-next-window = Send it all the same, with its original time, or take it back.
held-next-cancel-window = Take it back.
ask-zone-next-window = Is it the right one? If the account's zone is another, set it here first.
unknown-unrecorded-next-window = The next start looks it up first.
unknown-next-window = Look for it now, or say what you found on the website. Until then nothing else is started, so that it can't become two.
not-there-next-window = Send it again with its original time, or take it back.
apart-later-window = The service recorded the start { $length } later than it was meant: it reads times at { $offset }, not in { $zone }. Set that zone under Settings before the next start with a time.
apart-earlier-window = The service recorded the start { $length } earlier than it was meant: it reads times at { $offset }, not in { $zone }. Set that zone under Settings before the next start with a time.
zone-mismatch-window = The service keeps this account's time at { $offset }, but the tracker's zone is set to { $zone } ({ $here }): times differ by { $length }. Set the account's zone under Settings before the next start with a time.
journal-no-such-window = There is no start with the number { $id } any more.
window-start-said = { $at }, { $length } ago
window-end-said = { $at }, in { $length }
window-doubled = this time comes twice that day; say which is meant
window-doubled-earlier = { $at }, the first ({ $offset })
window-doubled-later = { $at }, the second ({ $offset })
window-dial-left = left
window-dial-over = over the end
window-dial-so-far = so far
window-preset-exists = there is a preset of this name; save once more to replace it
window-end-moved = Nothing was sent: the scheduled end was { $shown } a moment ago, and by now it is { $end }. Look at it, then start.
window-no-icon = No tray icons are shown here; notifications take their place.
window-no-icon-next = On GNOME the extension "AppIndicator and KStatusNotifierItem Support" shows them.
window-no-number = no session can have that number
window-number-taken = session { $number } is another start of yours; see which number this one has
blocked-next-window = It stands above, among those not settled yet.
vault-missing-next-window = Make one with write permission on your profile page, then paste it here.
vault-no-store-next-window = Start one (on Linux: gnome-keyring, KWallet or KeePassXC), then open this window again.
vault-ambiguous-next-window = Remove the others in its password manager, or all of them here.
vault-unreadable-next-window = Save it anew here.

## Shortcuts: what they are named on the desktop, and why keys do nothing

tray-none-to-hide = No tray runs here, so there is nothing to hide.
tray-hide-by-keys = Here its menu and its shortcut hide it.
shortcut-start = Start now
shortcut-open = Open the window
shortcut-hide = Hide everything
shortcut-refused = { $keys } does nothing here: the system has not taken these keys.
shortcut-taken = { $keys } does nothing here: another program has these keys.
shortcut-no-such-key = { $keys } does nothing here: the keyboard has no such key.
shortcut-impossible = The desktop gives no shortcuts to programs. Bind these commands in its own settings: { $commands }
shortcut-not-given = The desktop has not given the shortcuts. Choose them again, or bind these commands in its own settings: { $commands }
shortcut-ended = The desktop has ended the shortcuts. Until the next log-in bind these commands in its own settings: { $commands }

## The settings, each in a sentence

setting-tracker-zone = The time zone of your account on the service.
setting-locked-by = Who holds the key when a start does not say.
setting-tray = A small program stays in the tray, and sees to what waits.
setting-grace = For so many seconds a start by one click can be taken back.
setting-ask-after = A start that has waited for so long asks before it is sent.
setting-remind = So long before a scheduled end you are reminded of it.
setting-quiet-hours = No reminder is shown in this time.
setting-left-click = What a left click on the tray's icon does.
setting-icon-progress = The tray's icon shows how far a session is.
setting-language = The language of every face.
setting-autostart = The tray starts when you log in, hidden.
setting-shortcut-start = These keys start a session, from anywhere.
setting-shortcut-open = These keys open the window.
setting-shortcut-hide = These keys hide everything at once, and change no session.
setting-discreet = Nothing that others may see says what runs.
setting-log = What is written into the log on this computer; never the token.
setting-proxy = The proxy on the way to the service.
setting-ca-file = A file of certificates that are trusted beside the system's.

## Starting at log-in

autostart-registered = The tray starts when you log in.
autostart-not = Nothing is registered to start when you log in.
autostart-disabled = The entry is switched off in the system's own settings; switch it on there, or set it on again.
autostart-gone = The entry starts { $path }, which is no longer there; set it on again.
autostart-edited = The entry starts something else; set it on again to have it start this program.
autostart-bound = Starting at log-in can't be set while { $name } is set: the program would start without it.
autostart-sandbox = Starting at log-in is not supported in { $kind } yet. Add the program in the desktop's own settings.
autostart-no-home = Starting at log-in can't be set: this user has no home folder.
autostart-no-program = Starting at log-in was not set: { $path } is not there.
autostart-unwritable = Starting at log-in was not set: the path { $path } can't be written into an entry.
autostart-not-kept = The system did not keep the entry as it was written.
autostart-failed = Starting at log-in was not changed: { $reason }.

## Links that fill in the form

link-too-long = The link is too long. It filled in nothing.
link-unreadable = The link can't be read. It filled in nothing.
link-contradicts = The link contradicts itself. It filled in nothing.
link-no-preset = The link names a preset that you do not have. It filled in nothing.
link-filled = A link filled in this form. Look at it before you start.
link-asks = A link wants to fill in this form.
link-use = Use it
link-ignore = Ignore

## The history: what this computer recorded beside what the service lists

history-session = Session { $id }
history-ended = ended { $at }, after { $length }
history-runs = runs, for { $length } so far
history-scheduled = scheduled end { $at }
history-place-here = here
history-place-service = on the service
history-place-both = both
history-other-start = The service has its start at { $at }.
history-other-name = The service has it locked by { $name }.
history-no-name = The service names nobody who holds the key.
history-public = It is public on the service.
history-private = It is private on the service.
history-missing = The service does not list it.
history-day = { $day }: { $length }
history-span = Session { $id }: { $from } to { $to }, { $length }
history-span-runs = Session { $id }: since { $from }, { $length } so far
history-span-start = Session { $id }: began { $from }; its end is not known here
history-count-here = { $count ->
    [one] One start of this computer.
   *[other] { $count } starts of this computer.
}
history-count-there = { $count ->
    [one] One session on the service
   *[other] { $count } sessions on the service
}
history-unread = Older ones may be there; they were not read.
history-reading = Reading what the service lists…
history-not-read = What the service lists could not be read.
history-again = Look again
history-further = Read older ones
history-none = Nothing yet.
history-rows = Starts and sessions, newest first
history-when = When
history-what = What
history-where = Where
history-more = Show older ones
history-before-1 = The month before
history-after-1 = The month after
history-before-12 = The year before
history-after-12 = The year after
history-export = All of it, as a file:
history-csv = CSV, for a spreadsheet
history-json = JSON
history-days = { $count ->
    [0] No time in a session that is known here.
    [one] In a session on one day, for { $length }.
   *[other] In a session on { $count } days, for { $length }.
}
export-nowhere = there is no folder for it
export-written = Written: { $path }
export-show = Show in its folder
export-shown = Its folder is shown.

## The settings in the window: their groups, a name for each, and words for their values

settings-start = Starts
settings-end = Reminders
settings-tray = Tray
settings-sight = What shows
settings-keys = Keys
settings-network = Network and log
settings-doctor = This computer
settings-doctor-what = Looks at what Latchet needs: the credential store, the tray, the clock, the network. Your token is not sent.
settings-doctor-look = Check this computer
settings-doctor-again = Check again
settings-doctor-copy = Copy report
settings-doctor-copied = Copied. It has no name, address or path of yours in it.
check-ok = in order
check-bad = not in order
check-open = not in use
check-credential-store = Credential store
check-tray = Tray
check-notifications = Notifications
check-portal = Portal
check-autostart = Start at log-in
check-shortcuts = Shortcuts
check-time-zone = Time zone
check-clock = Clock
check-service = Service
check-proxy = Proxy
check-trust-roots = Trusted certificates
check-journal = Journal
check-settings = Settings
check-log = Log
check-versions = Versions
settings-leave = Leave no trace
settings-leave-what = Removes the token, the journal, the settings and everything else that Latchet keeps on this computer, and looks whether it is gone. Your sessions on the website stay.
settings-leave-see = See what that is
settings-leave-export = Export first
settings-leave-keep = Keep it
settings-leave-yes = Remove all of it
settings-leave-really = Remove it all the same
settings-leave-close = Close
settings-leave-again = Try again
window-left = All that was kept here is removed. This window can only be closed.
settings-empty = empty
settings-on = on
settings-off = off
settings-saved = Saved.
settings-password = It is kept in this computer's credential store, and shown nowhere.
settings-undo = Undo
settings-reset = Back to: { $value }
label-tracker-zone = Time zone
label-locked-by = Locked by
label-grace = Time to take back, in seconds
label-ask-after = Ask after
label-remind = Remind before the end
label-quiet-hours = Quiet hours
label-tray = Tray
label-autostart = Start at log-in
label-left-click = Left click
label-icon-progress = Progress in the icon
label-language = Language
label-discreet = Discreet
label-shortcut-start = Start
label-shortcut-open = Open the window
label-shortcut-hide = Hide everything
label-proxy = Proxy
label-ca-file = Certificates
label-log = Log
setting-left-click-menu = opens the menu
setting-left-click-start = starts
setting-language-system = as the system
setting-language-en = English
setting-language-de = Deutsch
setting-language-fr = Français
setting-language-es = Español
setting-language-nl = Nederlands
setting-log-off = nothing
setting-log-errors = what fails
setting-log-detailed = each step
