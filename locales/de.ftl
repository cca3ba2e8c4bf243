### Deutsch. Alle Texte, die ein Mensch liest; neutral, denn andere können mitlesen.
###
### Keine Anrede: Anweisungen stehen im Infinitiv, „dein/Ihr“ entfällt oder wird zu „eigen“.
### Wörter: session = Sitzung; start = Start; scheduled end = geplantes Ende; token = Token (das); service = Dienst;
### credential store = Passwortspeicher; preset = Vorlage; journal = Journal; tray = Infobereich; locked by = Schlüssel bei;
### not settled = nicht geklärt; take back = zurücknehmen; hold = warten; write permission = Schreibrecht.

## The outcome of a start: what happened, what it means, what to do next

started = Sitzung { $id } hat begonnen.
started-no-id = Die Sitzung hat begonnen.
started-no-id-meaning = Der Dienst hat ihre Nummer nicht genannt.
refused-input = Der Dienst hat den Start abgelehnt: Er nimmt nicht an, was gesendet wurde.
refused-token = Der Dienst nimmt das Token nicht an.
refused-token-next = Es wurde widerrufen oder falsch eingegeben. Auf der Profilseite ein neues erstellen und sichern: latchet token set
refused-not-ours = Etwas auf dem Weg hat den Start mit Status { $status } abgelehnt; vielleicht war es nicht der Dienst.
refused-not-ours-next = Ein Proxy oder eine Anmeldeseite des Netzes kann das tun. Netz prüfen, dann neu starten.
refused-permission = Dieses Token hat kein Schreibrecht und kann daher keine Sitzung starten.
refused-permission-next = Auf der Profilseite eines mit Schreibrecht erstellen und sichern: latchet token set
refused-overlap = Zu dieser Zeit gibt es schon eine andere Sitzung; es wurde nichts gestartet.
refused-overlap-next = Ansehen: latchet status. Eine laufende Sitzung wird auf der Website beendet.
refused-status = Der Dienst hat den Start mit Status { $status } abgelehnt.
refused-status-next = Wenn das so bleibt, die Adresse prüfen: latchet doctor
refused-nothing-recorded = Es wurde keine Sitzung eingetragen.
server-words = Der Dienst sagt: „{ $words }“
not-sent = Der Start wurde nicht gesendet; es hat keine Sitzung begonnen.
not-sent-name-not-found = Der Name des Servers wurde nicht gefunden: Anscheinend gibt es kein Netz.
not-sent-no-connection = Der Server war nicht zu erreichen.
not-sent-connect-timeout = Der Server hat nicht rechtzeitig geantwortet.
not-sent-not-trusted = Es gibt keine vertrauenswürdige verschlüsselte Verbindung zum Server: Sein Zertifikat wurde nicht angenommen, oder etwas steht dazwischen.
not-sent-no-proxy = Der Proxy war nicht zu erreichen.
not-sent-proxy-wants-password = Der Proxy verlangt Benutzer und Passwort, oder andere als diese.
not-sent-proxy-refused = Der Proxy hat den Weg zum Server nicht freigegeben.
not-sent-not-built = Die Anfrage konnte nicht erstellt werden. Das ist ein Fehler des Programms.
not-sent-next = Neu starten, wenn das Netz da ist.
unknown = Es ist nicht bekannt, ob die Sitzung begonnen hat.
unknown-interrupted = Das Programm wurde während des Sendens beendet.
unknown-unrecorded = Er wurde gesendet, aber was daraus wurde, konnte nicht festgehalten werden: { $reason }.
unknown-unrecorded-next = Der nächste Start sieht zuerst nach. Was bekannt ist: latchet pending list
unknown-status = Der Server hat mit Status { $status } geantwortet.
unknown-busy = Der Server war überlastet und hat nicht richtig geantwortet (Status { $status }).
unknown-moved = Der Server hat auf eine andere Adresse verwiesen (Status { $status }); dem wurde nicht gefolgt.
unknown-unreadable = Die Antwort (Status { $status }) sagt es nicht. So sieht eine Anmeldeseite des Netzes aus.
unknown-timed-out = Der Server hat nicht rechtzeitig geantwortet.
unknown-connection-lost = Die Verbindung ist abgebrochen, nachdem der Start gesendet war.
unknown-doubtful = Der Dienst zeigt eine Sitzung, die es sein könnte, aber nicht sein muss.
unknown-checking = Der Dienst wird gefragt.
unknown-not-allowed = Das Token darf nicht lesen; von hier aus lässt es sich nicht herausfinden.
unknown-not-looked = Der Dienst konnte jetzt nicht gefragt werden.
unknown-looked = Der Dienst wurde gefragt und zeigt sie noch nicht.
zone-mismatch = Der Dienst führt die Zeit dieses Kontos bei { $offset }, die Zone des Trackers ist aber auf { $zone } ({ $here }) gestellt: Die Zeiten weichen um { $length } ab. Vor dem nächsten Start mit Zeitangabe die Zone des Kontos einstellen: latchet settings set tracker-zone …
apart-later = Der Dienst hat den Start { $length } später eingetragen, als er gemeint war: Er liest Zeiten bei { $offset }, nicht in { $zone }. Vor dem nächsten Start mit Zeitangabe diese Zone einstellen: latchet settings set tracker-zone …
apart-earlier = Der Dienst hat den Start { $length } früher eingetragen, als er gemeint war: Er liest Zeiten bei { $offset }, nicht in { $zone }. Vor dem nächsten Start mit Zeitangabe diese Zone einstellen: latchet settings set tracker-zone …
not-there = Der Start ist nicht angekommen: Der Dienst wurde zweimal gefragt und zeigt ihn nicht.
not-there-next = Mit der ursprünglichen Zeit erneut senden: latchet pending send { $id }, oder zurücknehmen: latchet pending cancel { $id }
unknown-next = Auf der Website nachsehen, ob sie dort steht, dann mitteilen: latchet pending settle { $id } --started NUMMER, oder --not-started. Bis dahin wird nichts anderes gestartet, damit es nicht zwei werden.
waiting = Der Start wurde noch nicht gesendet. Er wartet und behält seine Zeit.
waiting-no-answer = Der Dienst hat nicht beantwortet, was vorher bekannt sein muss.
waiting-token = Der Dienst nimmt das Token nicht mehr an.
waiting-other-account = Das gesicherte Token gehört zu einem anderen Konto und kann ihn nicht senden.
waiting-next = Er wird von selbst gesendet, sobald das möglich ist. Zurücknehmen: latchet pending cancel { $id }
held = Der Start wurde nicht gesendet. Er wartet auf eine Antwort.
held-far-end = Sein geplantes Ende liegt mehr als ein Jahr entfernt.
held-too-long = Er hat so lange gewartet, dass sich die Pläne geändert haben könnten.
held-overtaken = Inzwischen hat eine andere Sitzung begonnen.
held-cannot-tell = Dieses Token darf nicht lesen; daher ist nicht bekannt, ob inzwischen eine andere Sitzung begonnen hat.
held-zone = Er nennt dem Dienst eine Zeit, und es ist nicht erwiesen, dass die Zone des Trackers die des Kontos ist.
held-end-passed = Sein geplantes Ende ist inzwischen vergangen.
held-next = Trotzdem senden, mit der ursprünglichen Zeit: latchet pending send { $id }, oder zurücknehmen: latchet pending cancel { $id }
held-next-cancel = Zurücknehmen: latchet pending cancel { $id }
cancelled = Der Start wurde zurückgenommen. Es wurde nichts gesendet.
lapsed = Der Start wurde zurückgenommen: Als die Frist zum Zurücknehmen endete, war nichts da, um ihn zu senden. Es wurde nichts gesendet.
grace = Der Start wird gleich gesendet.
settled-started = Auf der Website gefunden, als Sitzung { $id }.
settled-not-started = Auf der Website nachgesehen: Die Sitzung hat nicht begonnen.
intended = Der Start ist festgehalten; es wurde noch nichts gesendet.
sending = Der Start wird gesendet.
blocked = Es wurde nichts gesendet: Ein früherer Start (Nummer { $id }) ist noch nicht geklärt.
blocked-next = Ansehen mit: latchet pending list
busy = Es wurde nichts gesendet: Die ganze Zeit war ein anderer Start unterwegs.
busy-next = Gleich noch einmal versuchen.

## What is wrong with what was filled in

problem-not-a-moment = Datum und Uhrzeit sind nötig, wie 2026-01-31 17:30
problem-not-a-moment-or-time = Datum und Uhrzeit sind nötig, wie 2026-01-31 17:30, oder nur eine Uhrzeit, wie 07:00
problem-year = das Jahr muss zwischen 1970 und 9999 liegen
problem-not-a-length = eine Dauer schreibt man wie 20m, 8h oder 3d12h
problem-zero = eine Dauer von null hat hier keinen Sinn
problem-too-long = eine Dauer kann nicht mehr als 36525 Tage betragen
problem-skipped-hour = die Uhren in { $zone } wurden über diese Zeit hinweg vorgestellt, es gab sie nie; eine Zeit davor oder danach wählen
problem-doubled-hour = die Uhren in { $zone } zeigen diese Zeit zweimal; { $earlier } oder { $later } schreiben
problem-start-in-future = ein Start kann nicht in der Zukunft liegen; in { $zone } ist es jetzt { $now }
problem-end-in-past = das geplante Ende liegt in der Vergangenheit; in { $zone } ist es jetzt { $now }
problem-end-before-start = das geplante Ende muss nach dem Start liegen
problem-not-relative-start = eine Vorlage gilt für jeden Tag: Sie beginnt jetzt oder vor einiger Zeit, wie 20m
problem-not-relative-end = eine Vorlage gilt für jeden Tag: Sie endet einige Zeit nach dem Start, wie 8h, oder zu einer Uhrzeit, wie 07:00
problem-preset-name = der Name einer Vorlage hat 1 bis 40 Zeichen, keines davon unsichtbar
problem-locked-by-too-long = der Dienst behält sicher nur 50 Zeichen
problem-locked-by-control = Zeilenumbrüche und unsichtbare Steuerzeichen lassen sich nicht senden
problem-token-empty = es fehlt ein Token; das von der Profilseite einfügen
problem-token-too-long = das ist länger als jedes Token (2048 Zeichen)
problem-token-character = ein Token hat keine Leerzeichen, Zeilenumbrüche oder Sonderzeichen; noch einmal kopieren

## What is wanted of a setting's value, where one was given that can't be

wanted-proxy = möglich sind system, none oder eine Adresse wie http://proxy.example.org:8080; nach einem Passwort wird gefragt, hier steht es nicht
wanted-tracker-zone = möglich sind computer oder der Name einer Zeitzone, wie Europe/Berlin oder UTC
wanted-locked-by = möglich sind höchstens 50 Zeichen, keines davon unsichtbar
wanted-switch = möglich sind on und off
wanted-grace = möglich sind 0 bis 30 Sekunden
wanted-ask-after = möglich ist eine Dauer von höchstens 30d, wie 12h oder 1d12h
wanted-remind = möglich sind off oder höchstens vier Zeitspannen von höchstens 7d, wie 2h,30m
wanted-quiet-hours = möglich sind off oder zwei verschiedene Uhrzeiten, wie 22:00-07:00
wanted-left-click = möglich sind menu und start
wanted-language = möglich sind system, en, de, fr, es und nl
wanted-log = möglich sind off, errors und detailed
wanted-ca-file = nötig ist eine Datei mit Zertifikaten (PEM), mit ihrem ganzen Pfad
wanted-keys = möglich sind off oder Tasten, wie Ctrl+Alt+L oder F9: Ctrl, Alt, Shift, Super und ein Buchstabe, eine Ziffer, F1 bis F24, Space, Insert, Delete, Home, End, PageUp, PageDown, Up, Down, Left, Right, Pause oder ScrollLock; ohne Ctrl, Alt oder Super nur F1 bis F24
wanted-keys-taken = { $other } hat diese Tasten schon

## Moments and lengths of time. The names of days and months come with the program.

moment-full = { $weekday } { $day }. { $month } { $year } { $time }
moment-day = { $weekday } { $day }. { $month }
moment-dated = { $weekday } { $day }. { $month } { $time }
moment-near = { $weekday } { $time }
length-days = { $count } T
length-hours = { $count } Std
length-minutes = { $count } Min

## What will be sent, in a sentence

plan-now = Beginnt jetzt
plan-at = Beginnt { $at }, vor { $ago }
plan-open = kein geplantes Ende
plan-until = geplantes Ende { $at }, in { $in }
plan-locked-by = Schlüssel bei { $name }
plan-private = privat
plan-public = öffentlich: im Profil für alle sichtbar
plan-zone = Die Zeiten gelten in { $zone }.
moment-both = { $at } ({ $here } auf diesem Computer)
ask-far-end = Das geplante Ende liegt mehr als ein Jahr entfernt: { $at }, in { $in }. Ist das so gemeint?
ask-zone = Es ist noch nicht erwiesen, dass die Zeitzone des Kontos { $zone } ist.
ask-zone-contradicted = Die neueste Sitzung wurde bei { $offset } geführt, die Zone des Trackers ist aber auf { $zone } gestellt.
ask-zone-moment = { $at } in { $zone } ist { $other } in { $elsewhere }.
ask-zone-moment-alone = { $at } in { $zone }.
ask-zone-next = Hat das Konto eine andere Zone, sie zuerst einstellen: latchet settings set tracker-zone … Ist es die richtige?
ask-start = Diese Sitzung starten? Von hier aus lässt sie sich nicht rückgängig machen.
ask-again = Ein Start lässt sich nur auf der Website beenden.

## Presets

preset-listed = { $name }: { $meaning }
preset-listed-default = { $name } (ein Klick): { $meaning }
preset-at = Beginnt { $at }
preset-ago = Beginnt vor { $ago }
preset-for = geplantes Ende { $length } nach dem Start
preset-until = geplantes Ende um { $time }, sobald es so spät ist
preset-no-such = Es gibt keine Vorlage namens { $name }.
preset-known = { $count ->
    [one] Es gibt eine: { $names }
   *[other] Es gibt diese: { $names }
}
preset-none = Noch ist keine Vorlage gesichert.
preset-lost = Die Vorlage, die ein Klick starten soll, ist nicht da oder nicht lesbar; es wurde nichts gestartet.

## The credential store

vault-missing = Es ist kein Token gesichert.
vault-missing-next = Auf der Profilseite eines mit Schreibrecht erstellen, dann: latchet token set
vault-locked = Der Passwortspeicher ist gesperrt.
vault-locked-next = Entsperren (am Desktop anmelden oder die Passwortverwaltung öffnen), dann noch einmal versuchen.
vault-denied = Der Passwortspeicher hat den Zugriff auf das Token nicht erlaubt.
vault-denied-next = Seinen Dialog beantworten oder Latchet darin erlauben, dann noch einmal versuchen.
vault-no-store = Es gibt keinen Passwortspeicher, der das Token aufbewahren könnte.
vault-no-store-next = Einen starten (unter Linux: gnome-keyring, KWallet oder KeePassXC), oder das Token für einen Start übergeben: latchet start --token-stdin
vault-not-responding = Der Passwortspeicher antwortet nicht.
vault-not-responding-next = Neu starten oder neu anmelden. Nichts anderes bewahrt das Token auf; daher wurde nichts gesendet.
vault-ambiguous = Der Passwortspeicher enthält { $count } Einträge, wo einer sein sollte.
vault-ambiguous-next = Die übrigen in der Passwortverwaltung entfernen, oder alle: latchet token remove
vault-unreadable = Was der Passwortspeicher enthält, ist kein Token.
vault-unreadable-next = Neu sichern: latchet token set
vault-not-verified = Der Passwortspeicher hat das Token, das er bekam, nicht behalten.
vault-not-verified-next = Nachsehen, ob sein Datenträger voll ist, dann noch einmal versuchen.
vault-failed = Der Passwortspeicher hat versagt.
vault-failed-next = Nachsehen, ob sein Datenträger voll ist, ihn neu starten oder neu anmelden, dann noch einmal versuchen.
vault-asking = Der Passwortspeicher wartet: Auf seinen Dialog achten.

## Reading from the service

read-unreachable = Der Dienst war nicht zu erreichen.
token-refused = Der Dienst nimmt dieses Token nicht an; es wurde nicht gesichert. Wurde es ganz kopiert?
token-refused-meaning = Das bisherige Token bleibt.
read-token-invalid = Der Dienst nimmt das Token nicht an.
read-not-allowed = Dieses Token darf nicht lesen. Über das Starten sagt das nichts.
read-status = Der Dienst hat mit Status { $status } geantwortet.
read-unreadable = Die Antwort des Dienstes war nicht zu verstehen.

## The journal

journal-not-writable = Das Journal lässt sich nicht schreiben, daher wird nichts gesendet: { $reason } ({ $path })
journal-damaged = Das Journal ist beschädigt, daher wird nichts gesendet: { $reason } ({ $path })
journal-rescued = Das Journal war beschädigt. Jeder lesbare Start geht in einem neuen weiter; die beschädigte Datei bleibt erhalten: { $path }. Was nicht sicher ist: latchet pending list
journal-newer = Das Journal stammt von einer neueren Version dieses Programms, daher wird nichts gesendet. Bitte dieses aktualisieren. ({ $path })
journal-other = Das Journal gehört zu { $origin }. ({ $path })
journal-busy = Ein anderes Programm benutzt gerade das Journal. Noch einmal versuchen.
journal-no-such = Es gibt keinen Start mit der Nummer { $id }; siehe: latchet pending list
journal-illegal = Es wurde nichts getan: { $state ->
    [started] Dieser Start hat begonnen.
    [refused] Dieser Start wurde abgelehnt.
    [cancelled] Dieser Start wurde zurückgenommen.
    [not_sent] Dieser Start wurde aufgegeben und nicht gesendet.
    [not_started] Dieser Start ist geklärt: Er hat nicht begonnen.
    [unknown] Es ist nicht bekannt, ob dieser Start begonnen hat.
    [checking] Dieser Start wird gerade nachgesehen.
    [sending] Dieser Start wird gerade gesendet.
    [not_there] Dieser Start ist nachweislich nicht angekommen; zu klären ist nichts: erneut senden oder zurücknehmen.
    [waiting] Dieser Start wartet darauf, gesendet zu werden; zu klären ist nichts.
    [held] Dieser Start wartet auf eine Antwort; zu klären ist nichts.
   *[other] Das geht mit diesem Start nicht ({ $state }).
}
folder-unusable = Der Datenordner ist nicht benutzbar, daher wird nichts gesendet: { $reason }
settings-moved = Die Einstellungen waren nicht lesbar. Die Datei ist als { $path } erhalten; es gelten die Vorgaben.
settings-unusable = Die Einstellungen sind nicht lesbar, daher wurde nichts getan: { $reason }
other-account = Dieser Start gehört zum Konto { $account }; nur dessen Token kann ihn prüfen oder senden.
no-home = Dieser Benutzer hat keinen Home-Ordner; LATCHET_HOME auf einen Ordner der eigenen Wahl setzen.
server-bad = LATCHET_SERVER: { $reason }
vault-kind-bad = LATCHET_VAULT: möglich sind os und memory.
route-bad = Es wurde nichts gesendet: Der Weg zum Dienst ist so nicht möglich.
route-ca-file = Die Datei der vertrauten Zertifikate ist nicht benutzbar: { $path }
route-ca-file-next = Sie zurücklegen, eine andere wählen oder keine: latchet settings set ca-file ""
route-ca-file-next-window = Sie zurücklegen, eine andere wählen oder keine, in den Einstellungen.
route-password-bad = ein Passwort von 1 bis 682 Zeichen ist nötig
route-password-missing = Das Passwort des Proxys ist nicht im Passwortspeicher.
route-password-next = Neu eingeben: latchet settings set proxy { $proxy }
route-password-next-window = In den Einstellungen neu eingeben.
route-password-prompt = Passwort von { $user } am Proxy (wird nicht angezeigt):
client-bad = Die verschlüsselte Verbindung konnte nicht eingerichtet werden: { $reason }

## The command line

cli-nothing-sent-ask = Es wurde nichts gesendet: Es gibt kein Terminal für die Rückfrage. Mit --yes wird ohne Rückfrage gestartet.
cli-nothing-sent-no = Es wurde nichts gesendet.
cli-waiting = Warten auf die Antwort…
cli-not-handed-over = Hier bleibt nichts, das sich darum kümmert: { $reason }. Selbst nachsehen: latchet pending list
cli-interrupted = Unterbrochen. Ob gerade gesendet wurde, zeigt latchet pending list.
cli-clock-skew = Die Uhr dieses Computers weicht von der des Servers um { $length } ab.
cli-recorded = Eingetragener Beginn: { $at }
cli-recorded-end = Geplantes Ende: { $at }
cli-token-prompt = Token (wird nicht angezeigt):
cli-token-saved = Das Token ist im Passwortspeicher gesichert.
cli-token-saved-nick = Das Token ist im Passwortspeicher gesichert. Es gehört zu { $nick }.
cli-token-saved-nick-window = Gültig und im Passwortspeicher gesichert. Ob es Sitzungen starten darf, zeigt sich beim ersten Start.
cli-token-unchecked = Es konnte jetzt nicht geprüft werden: { $why }
cli-token-refused = Es ist gesichert, aber der Dienst nimmt es nicht an. Wurde es ganz kopiert?
cli-token-valid = Das Token ist gültig. Ob es eine Sitzung starten darf, zeigt sich beim ersten Start.
cli-token-valid-nick = Das Token ist gültig und gehört zu { $nick }. Ob es eine Sitzung starten darf, zeigt sich beim ersten Start.
cli-token-no-read = Ein Token ist gesichert. Es darf nicht lesen, daher lässt sich vor dem ersten Start nicht mehr sagen.
cli-token-removed = Das Token ist aus dem Passwortspeicher entfernt. Beim Dienst gilt es weiter, bis es auf der Profilseite widerrufen wird.
cli-token-memory = Mit LATCHET_VAULT=memory ist ein Token weg, wenn das Programm endet; es gibt nichts, wo es gesichert werden könnte. Stattdessen: latchet start --token-stdin
cli-status-running = Sitzung { $id } läuft.
cli-status-idle = Es läuft keine Sitzung.
cli-status-public-running = Eine öffentliche Sitzung läuft. (Private darf dieses Token nicht lesen.)
cli-status-public-idle = Es läuft keine öffentliche Sitzung. (Private darf dieses Token nicht lesen.)
cli-status-since = Seit { $at } ({ $length })
cli-status-end = Geplantes Ende { $at }, in { $length }
cli-status-overdue = Geplantes Ende { $at }, vor { $length }. Beendet wird auf der Website.
cli-status-no-end = Kein geplantes Ende
cli-status-locked-by = Schlüssel bei { $name }
cli-status-private = Privat
cli-status-public = Öffentlich
cli-status-as-of = Stand { $at }
cli-status-pending = { $count ->
    [one] Ein Start ist nicht geklärt; siehe: latchet pending list
   *[other] { $count } Starts sind nicht geklärt; siehe: latchet pending list
}
cli-status-offline-none = Hier ist kein Start bekannt.
cli-status-offline = Der letzte hier bekannte Start ist Sitzung { $id }, vom { $at }. Ob sie noch läuft, weiß nur der Dienst.
cli-history-empty = Noch keine Starts.
cli-pending-empty = Jeder Start ist geklärt.
cli-no-such-setting = Es gibt keine Einstellung namens { $name }; siehe: latchet settings list
cli-preset-save-one = Eine sichern: latchet preset save NAME --for 8h
cli-preset-choose = Eine andere wählen: latchet preset default NAME, oder keine: latchet preset default --none
cli-preset-removed = Die Vorlage { $name } ist entfernt.
cli-preset-no-default = Ein Klick startet jetzt, ohne Vorlage.
cli-preset-unreadable = Eine Vorlage in den Einstellungen ist nicht lesbar und wird nicht benutzt: { $name }
cli-practice-ready = Der Übungsserver läuft unter { $url } (im Browser öffnen, um seine Sitzungen zu sehen, ihre Enden zu verschieben und sie zu beenden). Er endet mit Strg-C.
cli-practice-use = Benutzen: LATCHET_SERVER={ $url } latchet start --token-stdin --yes
cli-practice-failed = Der Übungsserver konnte nicht starten: { $reason }
cli-no-behaviour = { $reason }. Diese Verhaltensweisen gibt es:
cli-unforeseen = Etwas Unvorhergesehenes ist geschehen: { $reason }
# How a question is to be answered; then the words that mean yes beside the English ones.
cli-yes-no = [j/N]
cli-yes = j ja
cli-log = Was vor sich ging, steht in { $path }
cli-log-off = Um es beim nächsten Mal aufzuschreiben: latchet settings set log detailed

## What runs, in short lines

live-running = Sitzung { $id }
live-running-no-id = Eine Sitzung läuft
live-since = seit { $at } ({ $length })
live-since-time = seit { $at }
live-end-time = geplantes Ende { $at }
live-end = endet { $at }, in { $length }
live-overdue = das Ende war vor { $length }; beendet wird auf der Website
live-no-end = kein geplantes Ende
live-locked-by = Schlüssel bei { $name }
live-private = privat
live-public = öffentlich
live-as-of = Stand { $at }

## The scheduled end of what runs: that it moved, and that it comes

moved-later = Das geplante Ende wurde von { $from } auf { $to } verschoben, { $length } später
moved-earlier = Das geplante Ende wurde von { $from } auf { $to } verschoben, { $length } früher
moved-new = Die Sitzung hat jetzt ein geplantes Ende: { $to }
moved-gone = Die Sitzung hat kein geplantes Ende mehr; es war { $from }
moved-what = { $what }.
moved-why = { $what } ({ $why }).
moved-dice = Würfel
moved-link = Link
moved-luck = Glück
moved-manual = von Hand
moved-penalty = zusätzliche Zeit
moved-dom = durch die andere Person
move-start = { $at }: Beginn
move-later = { $at }: Ende nach hinten verschoben
move-earlier = { $at }: Ende nach vorn verschoben
move-end = { $at }: geplantes Ende
reminder-before = { $id ->
    [none] Das geplante Ende
   *[other] Das geplante Ende von Sitzung { $id }
} ist { $at }, in { $length }.
reminder-at-end = { $id ->
    [none] Das geplante Ende
   *[other] Das geplante Ende von Sitzung { $id }
} ist erreicht: { $at }.
reminder-overdue = { $id ->
    [none] Das geplante Ende
   *[other] Das geplante Ende von Sitzung { $id }
} war { $at }, vor { $length }.
reminder-next = Beendet wird auf der Website.

## Doctor

doctor-looking = Wird nachgesehen…
doctor-store-ok = der Passwortspeicher antwortet; ein Token ist gesichert
doctor-store-empty = der Passwortspeicher antwortet; es ist kein Token gesichert
doctor-native = Teil dieses Systems
doctor-no-bus = kein Sitzungsbus: Dies ist keine Desktop-Sitzung
doctor-no-bus-next = Die Befehlszeile arbeitet trotzdem.
doctor-mute = vorhanden, antwortet aber nicht
doctor-mute-next = Abmelden und neu anmelden.
doctor-tray-ok = es gibt einen Platz für das Symbol im Infobereich
doctor-tray-none = hier zeigt nichts Symbole im Infobereich an; Benachrichtigungen treten an ihre Stelle, Fenster und Befehlszeile arbeiten trotzdem
doctor-tray-none-next = Unter GNOME zeigt sie die Erweiterung „AppIndicator and KStatusNotifierItem Support“.
doctor-notifications-ok = { $what } zeigt sie an
doctor-notifications-none = nichts hier zeigt Benachrichtigungen an
doctor-notifications-none-next = Hat der Desktop keinen eigenen, einen Benachrichtigungsdienst wie dunst oder mako installieren.
doctor-portal-ok = { $what }
doctor-portal-none = keine Portale; Tastenkürzel unter Wayland brauchen sie
doctor-portal-none-next = xdg-desktop-portal und das Portal des Desktops installieren.
doctor-off = aus
doctor-autostart-on = das Programm im Infobereich startet bei der Anmeldung
doctor-autostart-bad-shared = eingetragen ist etwas anderes als gewählt
doctor-autostart-bad-next = Neu eintragen: latchet settings set autostart on
doctor-autostart-off-next = Entfernen: latchet settings set autostart off
doctor-shortcuts-system = { $count } belegt, vom System
doctor-shortcuts-x11 = { $count } belegt, vom X-Server
doctor-shortcuts-portal = { $count } belegt, über das Portal des Desktops
doctor-shortcuts-none = nichts hier gibt Programmen Tasten
doctor-shortcuts-none-next = Sie in den Einstellungen des Desktops mit Befehlen belegen: { $commands }
doctor-zone = { $zone }, wie eingestellt; die dieses Computers ist { $computer }; Zonen von { $database }
doctor-zone-alone = { $zone }, wie eingestellt; dieser Computer nennt keine; Zonen von { $database }
doctor-zone-computer = { $zone }, die dieses Computers; Zonen von { $database }
doctor-zone-none = der Computer nennt keine Zone
doctor-zone-none-next = Eine einstellen: latchet settings set tracker-zone Europe/Berlin
doctor-clock-ok = höchstens { $seconds } s neben der des Servers
doctor-clock-bad = weicht von der des Servers um { $length } ab
doctor-clock-bad-next = Richtig stellen, am besten das System sie über das Netz stellen lassen.
doctor-clock-unknown = kein Vergleich möglich: Der Server hat keine Zeit genannt
doctor-service-ok = { $host } antwortet
doctor-service-bad = { $host } ist nicht zu erreichen: { $why }
doctor-service-bad-shared = der eingestellte Weg ist nicht möglich
doctor-service-bad-next = Nachsehen, ob andere Seiten sich öffnen, und die Zeilen zu Proxy und Zertifikaten lesen.
doctor-proxy-loopback = für diesen Computer selbst nicht benutzt
doctor-proxy-off = nicht benutzt, wie eingestellt
doctor-proxy-none = keiner; das System nennt keinen
doctor-proxy-system = { $address }, vom System
doctor-proxy-system-shared = einer vom System
doctor-proxy-chosen = { $address }, wie eingestellt
doctor-proxy-chosen-shared = einer, der eingestellt ist
doctor-roots-ok = { $count } des Systems
doctor-roots-none = das System hat keine; keinem Server kann vertraut werden
doctor-roots-none-next = Das Paket ca-certificates installieren.
doctor-roots-system = das System beurteilt Zertifikate selbst
doctor-ca-file = { $count } aus der eingestellten Datei
doctor-ca-file-bad = aus der eingestellten Datei sind keine Zertifikate zu lesen
doctor-ca-file-bad-next = Eine Datei mit Zertifikaten (PEM) nennen: latchet settings set ca-file DATEI
doctor-journal-ok = { $path }
doctor-journal-bad-shared = es ist nicht benutzbar: { $code }
doctor-settings-ok = { $path }
doctor-log-off = aus
doctor-log-errors = Fehler
doctor-log-detailed = ausführlich
doctor-versions = latchet { $latchet }; { $system }; Desktop: { $desktop }; SQLite { $sqlite }
doctor-desktop-none = keiner genannt

## Leaving no trace

trace-none = Auf diesem Computer ist nichts von diesem Programm.
trace-plan = Das wird von diesem Computer entfernt:
trace-program = das laufende Programm: { $what }
trace-token = das Token für { $what }
trace-password = das Passwort für { $what }
trace-autostart = der Eintrag für den Start bei der Anmeldung
trace-journal = das Journal { $what }
trace-web-view = was das Fenster aufbewahrt hat: { $what }
trace-log = das Protokoll { $what }
trace-settings = die Einstellungen { $what }
trace-other = etwas anderes in einem eigenen Ordner dieses Programms: { $what }
trace-folder = der Ordner { $what }
trace-unsettled = { $count ->
    [one] Ein Start ist nicht geklärt. Er wird vergessen:
   *[other] { $count } Starts sind nicht geklärt. Sie werden vergessen:
}
trace-unsettled-next = Niemand kümmert sich mehr darum; auf der Website nachsehen.
trace-unsettled-one = { $server }, Start { $id }: { $state }
trace-ask = Alles davon entfernen?
trace-ask-unsettled = Wirklich, mit dem, was nicht geklärt ist?
trace-ask-first = Hier wird rückgefragt, und niemand ist da. Mit --yes entfällt die Frage. Es wurde nichts entfernt.
trace-not-done = Es wurde nichts entfernt.
trace-exported = Einstellungen und Starts sind in { $path }
trace-export-inside = { $path } würde mit entfernt. Eine Datei an anderer Stelle nennen.
trace-export-failed = Es wurde nichts ausgegeben und nichts entfernt: { $reason }
trace-gone = entfernt
trace-left = geblieben
trace-all-gone = Alles davon ist entfernt.
trace-some-left = Nicht alles davon ist entfernt.
trace-left-sending = ein Start wird gerade gesendet; noch einmal versuchen
trace-left-runs = ein Programm läuft noch; es aus seinem Menü beenden, dann noch einmal versuchen
trace-left-io = { $reason }
trace-left-again = es ist wieder da; ein Programm läuft noch
trace-not-promised = Nicht in der Hand dieses Programms: Kopien in Sicherungen und auf dem Datenträger, die Website, der Browser, der Verlauf der Shell, Protokolle und Berechtigungen des Desktops.

## The tray

tray-title = Latchet
tray-unread = Noch nicht nachgesehen
tray-looking = Wird nachgesehen…
tray-sending = Wird gesendet…
tray-idle = Nichts läuft
tray-public-running = Eine öffentliche Sitzung läuft
tray-public-idle = Nichts Öffentliches läuft
tray-last = { $at }: { $what }
tray-start = Jetzt starten
    .key = j
tray-start-preset = Jetzt starten: { $name }
tray-earlier = Früher begonnen
    .key = f
tray-ago = { $minutes ->
    [one] vor 1 Minute
   *[other] vor { $minutes } Minuten
}
tray-presets = Starten mit
    .key = m
tray-more = { $count ->
    [one] Noch einer ist nicht geklärt…
   *[other] Noch { $count } sind nicht geklärt…
}
tray-website = Website öffnen
    .key = w
tray-grace = Beginnt gleich
tray-details = Einzelheiten
    .key = i
tray-older = Nummer { $id }: { $what }…
tray-number = Nummer { $id }…
tray-send = Jetzt senden
    .key = s
tray-check = Jetzt nachsehen
    .key = n
tray-cancel = Zurücknehmen
    .key = z
tray-token-save = Token sichern…
tray-token-replace = Anderes Token sichern…
tray-token-no-write = Das Token darf keine Sitzungen starten…
tray-store = Nach dem Passwortspeicher sehen…
tray-journal = Das Journal ist nicht benutzbar
tray-journal-open = Nachsehen, was nicht stimmt…
tray-open = Öffnen…
    .key = e
tray-hide = Jetzt verbergen
    .key = v
tray-show = Wieder zeigen
    .key = g
tray-quit = Beenden
    .key = b
tray-no-host = Hier zeigt nichts Symbole im Infobereich an. Das Symbol erscheint, sobald es einen Platz dafür gibt.
tray-no-watch = Änderungen lassen sich hier nicht bemerken: { $reason }. Nachgesehen wird, wenn sich das Menü öffnet.
tray-no-bus = Hier gibt es keinen Sitzungsbus und daher kein Symbol im Infobereich: { $reason }
tray-handed-over = Das Programm im Infobereich läuft schon.
tray-other = Ein Programm im Infobereich läuft schon, für einen anderen Dienst oder Datenordner. Erst jenes beenden.
tray-mute = Ein Programm im Infobereich läuft schon und antwortet nicht. Es beenden, dann noch einmal versuchen.
tray-failed = Das Symbol im Infobereich konnte nicht angezeigt werden: { $reason }
website-failed = Die Website konnte nicht geöffnet werden: { $reason }
window-missing = Das Fenster ist nicht installiert: { $name } wurde weder neben diesem Programm noch im Pfad gefunden.
window-failed = Das Fenster konnte nicht geöffnet werden: { $reason }
notify-title = Latchet
notify-grace = { $seconds ->
    [one] Beginnt in einer Sekunde.
   *[other] Beginnt in { $seconds } Sekunden.
}
notify-cancel = Zurücknehmen
notify-send = Jetzt senden
notify-check = Jetzt nachsehen
notify-website = Website öffnen
notify-open = Öffnen
notify-discreet = Es gibt etwas anzusehen.
notify-nothing-started = Es wurde nichts gestartet.
notify-unforeseen = Der Start endete auf unvorhergesehene Weise.
notify-look = Mehr dazu in Latchet.

## The window's form. Each is handed to the page as it stands, without values.

form-nav = Ansichten
form-view-start = Start
form-view-history = Verlauf
form-view-settings = Einstellungen
form-practice = Übung
form-practice-meaning = Nichts hier erreicht den echten Dienst.
form-first = Willkommen
form-first-what = Latchet startet eine Sitzung, wenn „Starten“ gedrückt wird. Gesendet wird, wann sie beginnt und endet, bei wem der Schlüssel ist und ob sie öffentlich ist, sonst nichts.
form-first-kept = Übliche Werte lassen sich unten als Vorlagen aufheben; alles andere steht unter „Einstellungen“.
form-first-practise = Lieber üben
form-first-skip = Überspringen
form-zone = Zeitzone des Kontos
form-zone-set = Einstellen
form-running = Was jetzt läuft
form-running-looking = Wird nachgesehen…
form-running-refresh = Noch einmal nachsehen
form-running-website = Auf der Website beenden oder ändern
form-token = Token
form-token-looking = Das Token wird gesucht…
form-token-asking = Der Passwortspeicher wartet: Auf seinen Dialog achten.
window-token-saved = Token gesichert
window-token-of = Token von { $nick }
form-token-replace = Ersetzen…
form-token-remove = Entfernen…
form-token-again = Noch einmal nachsehen
form-token-intro = Für einen Start braucht es ein Token mit Schreibrecht. Es wird im Passwortspeicher dieses Computers aufbewahrt.
form-token-profile = Auf der Profilseite erstellen
form-token-paste = Token einfügen
form-token-typed = oder eintippen:
form-token-save = Sichern
form-token-remove-question = Das Token von diesem Computer entfernen?
form-token-remove-meaning = Beim Dienst gilt es weiter, bis es auf der Profilseite widerrufen wird.
form-token-keep = Behalten
form-token-remove-yes = Entfernen
form-pending = Noch nicht geklärt
form-preset = Vorlage
form-preset-none = Keine
form-preset-one-click = ein Klick
form-preset-changed = geändert
form-preset-first = Als Vorlage aufheben…
form-preset-edit = Bearbeiten…
form-preset-name = Was unten steht, sichern als
form-preset-save = Sichern
form-preset-default = Für den einen Klick
form-preset-remove = Entfernen
form-preset-saved = Gesichert.
form-preset-removed = Entfernt.
form-preset-undo = Rückgängig
form-start = Beginn
form-start-now = Jetzt
form-start-ago = Früher um
form-start-at = Genaue Zeit
form-end = Geplantes Ende
form-end-open = Keines
form-end-for = Nach
form-end-until = Bis
form-locked-by = Schlüssel bei
form-locked-by-none = freiwillig
form-public = Öffentlich
form-public-meaning = Im Profil für alle sichtbar.
form-pending-send = Jetzt senden
form-pending-look = Jetzt nachsehen
form-pending-cancel = Zurücknehmen
form-pending-settle = Auf der Website nachgesehen…
form-settle-number = Dort steht sie als Nummer
form-settle-yes = Sichern
form-settle-no = Dort steht sie nicht
form-settle-wrong = die Nummer der Sitzung ist nötig, in Ziffern, wie die Website sie zeigt
form-asks = Vor dem Start
form-asks-no = Ändern
form-asks-yes = Trotzdem starten
form-changed = Es wurde nichts gesendet: Inzwischen wurde etwas geändert. Ansehen, dann starten.
form-incomplete = Etwas weiter oben ist noch nicht vollständig.
form-see-field = Es wurde nichts gestartet. Siehe, was oben markiert ist.
form-waiting = Warten auf die Antwort. Das kann bis zu 25 Sekunden dauern.
form-send = Starten
form-sending = Wird gesendet…

## What to do next, where it is done in the window

refused-token-next-window = Es wurde widerrufen oder falsch eingegeben. Auf der Profilseite ein neues erstellen und es hier ersetzen.
refused-permission-next-window = Auf der Profilseite eines mit Schreibrecht erstellen und es hier ersetzen.
journal-rescued-window = Das Journal war beschädigt. Jeder lesbare Start geht in einem neuen weiter; die beschädigte Datei bleibt erhalten: { $path }.
preset-lost-window = Die Vorlage, die ein Klick starten soll, ist nicht da oder nicht lesbar: unter „Bearbeiten“ eine andere wählen.
refused-overlap-next-window = Eine laufende Sitzung wird auf der Website beendet.
refused-status-next-window = Wenn das so bleibt, in einem Terminal nachsehen: latchet doctor
waiting-next-window = Er wird von selbst gesendet, sobald das möglich ist.
held-next-window = Trotzdem senden, mit der ursprünglichen Zeit, oder zurücknehmen.
held-next-cancel-window = Zurücknehmen.
ask-zone-next-window = Ist es die richtige? Hat das Konto eine andere Zone, sie zuerst hier einstellen.
unknown-unrecorded-next-window = Der nächste Start sieht zuerst nach.
unknown-next-window = Jetzt nachsehen lassen, oder angeben, was auf der Website steht. Bis dahin wird nichts anderes gestartet, damit es nicht zwei werden.
not-there-next-window = Mit der ursprünglichen Zeit erneut senden oder zurücknehmen.
apart-later-window = Der Dienst hat den Start { $length } später eingetragen, als er gemeint war: Er liest Zeiten bei { $offset }, nicht in { $zone }. Vor dem nächsten Start mit Zeitangabe diese Zone unter „Einstellungen“ wählen.
apart-earlier-window = Der Dienst hat den Start { $length } früher eingetragen, als er gemeint war: Er liest Zeiten bei { $offset }, nicht in { $zone }. Vor dem nächsten Start mit Zeitangabe diese Zone unter „Einstellungen“ wählen.
zone-mismatch-window = Der Dienst führt die Zeit dieses Kontos bei { $offset }, die Zone des Trackers ist aber auf { $zone } ({ $here }) gestellt: Die Zeiten weichen um { $length } ab. Vor dem nächsten Start mit Zeitangabe die Zone des Kontos unter „Einstellungen“ wählen.
journal-no-such-window = Einen Start mit der Nummer { $id } gibt es nicht mehr.
window-start-said = { $at }, vor { $length }
window-end-said = { $at }, in { $length }
window-doubled = diese Zeit kommt an dem Tag zweimal; angeben, welche gemeint ist
window-doubled-earlier = { $at }, die erste ({ $offset })
window-doubled-later = { $at }, die zweite ({ $offset })
window-dial-left = übrig
window-dial-over = über das Ende
window-dial-so-far = bisher
window-preset-exists = eine Vorlage dieses Namens gibt es schon; noch einmal sichern, um sie zu ersetzen
window-end-moved = Es wurde nichts gesendet: Das geplante Ende war eben noch { $shown } und ist jetzt { $end }. Ansehen, dann starten.
window-no-icon = Hier werden keine Symbole im Infobereich gezeigt; Benachrichtigungen treten an ihre Stelle.
window-no-icon-next = Unter GNOME zeigt sie die Erweiterung „AppIndicator and KStatusNotifierItem Support“.
window-no-number = keine Sitzung kann diese Nummer haben
window-number-taken = Sitzung { $number } ist ein anderer eigener Start; nachsehen, welche Nummer dieser hat
blocked-next-window = Er steht oben, unter denen, die noch nicht geklärt sind.
vault-missing-next-window = Auf der Profilseite eines mit Schreibrecht erstellen, dann hier einfügen.
vault-no-store-next-window = Einen starten (unter Linux: gnome-keyring, KWallet oder KeePassXC), dann dieses Fenster neu öffnen.
vault-ambiguous-next-window = Die übrigen in der Passwortverwaltung entfernen, oder alle hier.
vault-unreadable-next-window = Hier neu sichern.

## Shortcuts: what they are named on the desktop, and why keys do nothing

tray-none-to-hide = Hier läuft kein Programm im Infobereich; es gibt nichts zu verbergen.
tray-hide-by-keys = Hier verbergen es sein Menü und sein Tastenkürzel.
shortcut-start = Jetzt starten
shortcut-open = Fenster öffnen
shortcut-hide = Alles verbergen
shortcut-refused = { $keys } bewirkt hier nichts: Das System hat diese Tasten nicht angenommen.
shortcut-taken = { $keys } bewirkt hier nichts: Ein anderes Programm hat diese Tasten.
shortcut-no-such-key = { $keys } bewirkt hier nichts: Die Tastatur hat keine solche Taste.
shortcut-impossible = Der Desktop gibt Programmen keine Tastenkürzel. Diese Befehle in seinen eigenen Einstellungen belegen: { $commands }
shortcut-not-given = Der Desktop hat die Tastenkürzel nicht vergeben. Sie neu wählen, oder diese Befehle in seinen eigenen Einstellungen belegen: { $commands }
shortcut-ended = Der Desktop hat die Tastenkürzel beendet. Bis zur nächsten Anmeldung diese Befehle in seinen eigenen Einstellungen belegen: { $commands }

## The settings, each in a sentence

setting-tracker-zone = Die Zeitzone des Kontos beim Dienst.
setting-locked-by = Bei wem der Schlüssel ist, wenn ein Start nichts anderes sagt.
setting-tray = Ein kleines Programm bleibt im Infobereich und kümmert sich um das, was wartet.
setting-grace = So viele Sekunden lang lässt sich ein Start mit einem Klick zurücknehmen.
setting-ask-after = Ein Start, der so lange gewartet hat, fragt vor dem Senden nach.
setting-remind = So lange vor einem geplanten Ende wird daran erinnert.
setting-quiet-hours = In dieser Zeit wird nicht erinnert.
setting-left-click = Was ein Linksklick auf das Symbol im Infobereich tut.
setting-icon-progress = Das Symbol im Infobereich zeigt, wie weit eine Sitzung ist.
setting-language = Die Sprache aller Oberflächen.
setting-autostart = Das Programm im Infobereich startet bei der Anmeldung, unsichtbar.
setting-shortcut-start = Diese Tasten starten eine Sitzung, von überall aus.
setting-shortcut-open = Diese Tasten öffnen das Fenster.
setting-shortcut-hide = Diese Tasten verbergen alles auf einmal und ändern keine Sitzung.
setting-discreet = Nichts, was andere sehen können, sagt, was läuft.
setting-log = Was auf diesem Computer ins Protokoll geschrieben wird; nie das Token.
setting-proxy = Der Proxy auf dem Weg zum Dienst.
setting-ca-file = Eine Datei mit Zertifikaten, denen neben denen des Systems vertraut wird.

## Starting at log-in

autostart-registered = Das Programm im Infobereich startet bei der Anmeldung.
autostart-not = Für die Anmeldung ist nichts eingetragen.
autostart-disabled = Der Eintrag ist in den Einstellungen des Systems abgeschaltet; dort einschalten oder hier neu einschalten.
autostart-gone = Der Eintrag startet { $path }, das es nicht mehr gibt; neu einschalten.
autostart-edited = Der Eintrag startet etwas anderes; neu einschalten, damit er dieses Programm startet.
autostart-bound = Das Starten bei der Anmeldung lässt sich nicht einstellen, solange { $name } gesetzt ist: Das Programm würde ohne das starten.
autostart-sandbox = Das Starten bei der Anmeldung wird in { $kind } noch nicht unterstützt. Das Programm in den Einstellungen des Desktops eintragen.
autostart-no-home = Das Starten bei der Anmeldung lässt sich nicht einstellen: Dieser Benutzer hat keinen Home-Ordner.
autostart-no-program = Das Starten bei der Anmeldung wurde nicht eingestellt: { $path } ist nicht da.
autostart-unwritable = Das Starten bei der Anmeldung wurde nicht eingestellt: Der Pfad { $path } lässt sich nicht in einen Eintrag schreiben.
autostart-not-kept = Das System hat den Eintrag nicht so behalten, wie er geschrieben wurde.
autostart-failed = Das Starten bei der Anmeldung wurde nicht geändert: { $reason }.

## Links that fill in the form

link-too-long = Der Link ist zu lang. Er hat nichts ausgefüllt.
link-unreadable = Der Link ist nicht lesbar. Er hat nichts ausgefüllt.
link-contradicts = Der Link widerspricht sich. Er hat nichts ausgefüllt.
link-no-preset = Der Link nennt eine Vorlage, die es hier nicht gibt. Er hat nichts ausgefüllt.
link-filled = Ein Link hat dieses Formular ausgefüllt. Vor dem Start ansehen.
link-asks = Ein Link möchte dieses Formular ausfüllen.
link-use = Übernehmen
link-ignore = Nicht beachten

## The history: what this computer recorded beside what the service lists

history-session = Sitzung { $id }
history-ended = endete { $at }, nach { $length }
history-runs = läuft, bisher { $length }
history-scheduled = geplantes Ende { $at }
history-place-here = hier
history-place-service = beim Dienst
history-place-both = beides
history-other-start = Beim Dienst beginnt sie { $at }.
history-other-name = Beim Dienst ist der Schlüssel bei { $name }.
history-no-name = Der Dienst nennt niemanden, bei dem der Schlüssel ist.
history-public = Beim Dienst ist sie öffentlich.
history-private = Beim Dienst ist sie privat.
history-missing = Der Dienst führt sie nicht auf.
history-day = { $day }: { $length }
history-span = Sitzung { $id }: { $from } bis { $to }, { $length }
history-span-runs = Sitzung { $id }: seit { $from }, bisher { $length }
history-span-start = Sitzung { $id }: begann { $from }; ihr Ende ist hier nicht bekannt
history-count-here = { $count ->
    [one] Ein Start dieses Computers.
   *[other] { $count } Starts dieses Computers.
}
history-count-there = { $count ->
    [one] Eine Sitzung beim Dienst
   *[other] { $count } Sitzungen beim Dienst
}
history-unread = Es kann ältere geben; sie wurden nicht gelesen.
history-reading = Was der Dienst aufführt, wird gelesen…
history-not-read = Was der Dienst aufführt, war nicht zu lesen.
history-again = Noch einmal nachsehen
history-further = Ältere lesen
history-none = Noch nichts.
history-rows = Starts und Sitzungen, neueste zuerst
history-when = Wann
history-what = Was
history-where = Wo
history-more = Ältere zeigen
history-before-1 = Der Monat davor
history-after-1 = Der Monat danach
history-before-12 = Das Jahr davor
history-after-12 = Das Jahr danach
history-export = Alles, als Datei:
history-csv = CSV, für eine Tabellenkalkulation
history-json = JSON
history-days = { $count ->
    [0] Keine Zeit in einer Sitzung, von der hier etwas bekannt ist.
    [one] An einem Tag in einer Sitzung, { $length } lang.
   *[other] An { $count } Tagen in einer Sitzung, { $length } lang.
}
export-nowhere = es gibt keinen Ordner dafür
export-written = Geschrieben: { $path }
export-show = Im Ordner zeigen
export-shown = Sein Ordner wird gezeigt.

## The settings in the window: their groups, a name for each, and words for their values

settings-start = Starts
settings-end = Erinnerungen
settings-tray = Infobereich
settings-sight = Was zu sehen ist
settings-keys = Tasten
settings-network = Netz und Protokoll
settings-doctor = Dieser Computer
settings-doctor-what = Sieht nach, was Latchet braucht: Passwortspeicher, Infobereich, Uhr, Netz. Das Token wird nicht gesendet.
settings-doctor-look = Diesen Computer prüfen
settings-doctor-again = Noch einmal prüfen
settings-doctor-copy = Bericht kopieren
settings-doctor-copied = Kopiert. Kein eigener Name, keine Adresse und kein Pfad steht darin.
check-ok = in Ordnung
check-bad = nicht in Ordnung
check-open = nicht in Gebrauch
check-credential-store = Passwortspeicher
check-tray = Infobereich
check-notifications = Benachrichtigungen
check-portal = Portal
check-autostart = Start beim Anmelden
check-shortcuts = Tastenkürzel
check-time-zone = Zeitzone
check-clock = Uhr
check-service = Dienst
check-proxy = Proxy
check-trust-roots = Vertraute Zertifikate
check-journal = Journal
check-settings = Einstellungen
check-log = Protokoll
check-versions = Versionen
settings-leave = Keine Spur hinterlassen
settings-leave-what = Entfernt das Token, das Journal, die Einstellungen und alles andere, was Latchet auf diesem Computer aufbewahrt, und sieht nach, ob es weg ist. Die Sitzungen auf der Website bleiben.
settings-leave-see = Zeigen, was das ist
settings-leave-export = Zuerst exportieren
settings-leave-keep = Behalten
settings-leave-yes = Alles entfernen
settings-leave-really = Trotzdem alles entfernen
settings-leave-close = Schließen
settings-leave-again = Noch einmal versuchen
window-left = Alles, was hier aufbewahrt war, ist entfernt. Dieses Fenster kann nur noch geschlossen werden.
settings-empty = leer
settings-on = ein
settings-off = aus
settings-saved = Gesichert.
settings-password = Es wird im Passwortspeicher dieses Computers aufbewahrt und nirgends angezeigt.
settings-undo = Rückgängig
settings-reset = Zurück zu: { $value }
label-tracker-zone = Zeitzone
label-locked-by = Schlüssel bei
label-grace = Zeit zum Zurücknehmen, in Sekunden
label-ask-after = Nachfragen nach
label-remind = Vor dem Ende erinnern
label-quiet-hours = Ruhezeit
label-tray = Infobereich
label-autostart = Start bei der Anmeldung
label-left-click = Linksklick
label-icon-progress = Fortschritt im Symbol
label-language = Sprache
label-discreet = Diskret
label-shortcut-start = Starten
label-shortcut-open = Fenster öffnen
label-shortcut-hide = Alles verbergen
label-proxy = Proxy
label-ca-file = Zertifikate
label-log = Protokoll
setting-left-click-menu = öffnet das Menü
setting-left-click-start = startet eine Sitzung
setting-language-system = wie das System
setting-language-en = English
setting-language-de = Deutsch
setting-language-fr = Français
setting-language-es = Español
setting-language-nl = Nederlands
setting-log-off = nichts
setting-log-errors = was fehlschlägt
setting-log-detailed = jeder Schritt
