### Nederlands. Alle teksten die een mens leest; neutraal, want anderen kunnen meelezen.
###
### Zonder aanspreekvorm waar het kan; aanwijzingen in de gebiedende wijs zonder „je/u”.
### Woorden: session = sessie; start = start; scheduled end = gepland einde; token = token (het); service = dienst;
### credential store = sleutelbos; preset = voorinstelling; journal = journaal; tray = systeemvak; locked by = sleutel bij;
### not settled = niet afgehandeld; settle = afhandelen; take back = terugnemen; write permission = schrijfrecht.

## The outcome of a start: what happened, what it means, what to do next

started = Sessie { $id } is begonnen.
started-no-id = De sessie is begonnen.
started-no-id-meaning = De dienst heeft het nummer niet genoemd.
refused-input = De dienst heeft de start geweigerd: wat verstuurd werd, is niet aanvaard.
refused-token = De dienst aanvaardt het token niet.
refused-token-next = Het is ingetrokken of verkeerd ingevoerd. Maak een nieuw op de profielpagina en sla het op: latchet token set
refused-not-ours = Iets onderweg heeft de start geweigerd met status { $status }; misschien was het niet de dienst.
refused-not-ours-next = Een proxy of een aanmeldpagina van het netwerk kan dat doen. Controleer het netwerk en start dan opnieuw.
refused-permission = Dit token heeft geen schrijfrecht en kan dus geen sessie starten.
refused-permission-next = Maak er een met schrijfrecht op de profielpagina en sla het op: latchet token set
refused-overlap = Op dat moment is er al een andere sessie; er is niets gestart.
refused-overlap-next = Bekijk die: latchet status. Een lopende sessie wordt op de website beëindigd.
refused-status = De dienst heeft de start geweigerd met status { $status }.
refused-status-next = Blijft dat zo, controleer dan het adres: latchet doctor
refused-nothing-recorded = Er is geen sessie vastgelegd.
server-words = De dienst zegt: “{ $words }”
not-sent = De start is niet verstuurd; er is geen sessie begonnen.
not-sent-name-not-found = De naam van de server is niet gevonden: er lijkt geen netwerk te zijn.
not-sent-no-connection = De server was niet te bereiken.
not-sent-connect-timeout = De server heeft niet op tijd geantwoord.
not-sent-not-trusted = Er is geen vertrouwde versleutelde verbinding met de server: het certificaat is niet aanvaard, of er zit iets tussen.
not-sent-no-proxy = De proxy was niet te bereiken.
not-sent-proxy-wants-password = De proxy vraagt een gebruiker en een wachtwoord, of andere dan deze.
not-sent-proxy-refused = De proxy liet het niet door naar de server.
not-sent-not-built = Het verzoek kon niet gemaakt worden. Dat is een fout in het programma.
not-sent-next = Start opnieuw als het netwerk er is.
unknown = Het is niet bekend of de sessie begonnen is.
unknown-interrupted = Het programma eindigde tijdens het versturen.
unknown-unrecorded = De start is verstuurd, maar wat ervan geworden is, kon niet worden vastgelegd: { $reason }.
unknown-unrecorded-next = De volgende start kijkt het eerst na. Wat bekend is: latchet pending list
unknown-status = De server antwoordde met status { $status }.
unknown-busy = De server had het te druk om te antwoorden (status { $status }).
unknown-moved = De server verwees naar elders (status { $status }); dat is niet gevolgd.
unknown-unreadable = Het antwoord (status { $status }) zegt het niet. Zo ziet een aanmeldpagina van het netwerk eruit.
unknown-timed-out = De server heeft niet op tijd geantwoord.
unknown-connection-lost = De verbinding brak af nadat de start verstuurd was.
unknown-doubtful = De dienst toont een sessie die het kan zijn, of niet.
unknown-checking = Het wordt bij de dienst nagevraagd.
unknown-not-allowed = Het token mag niet lezen; van hieruit is het niet te achterhalen.
unknown-not-looked = Het kon nu niet bij de dienst worden nagevraagd.
unknown-looked = Bij de dienst is het nagevraagd; die toont de sessie nog niet.
zone-mismatch = De dienst houdt de tijd van dit account bij op { $offset }, maar de zone van de tracker staat op { $zone } ({ $here }): de tijden verschillen { $length }. Stel vóór de volgende start met een tijd de zone van het account in: latchet settings set tracker-zone …
apart-later = De dienst heeft de start { $length } later vastgelegd dan bedoeld: tijden worden op { $offset } gelezen, niet in { $zone }. Stel die zone in vóór de volgende start met een tijd: latchet settings set tracker-zone …
apart-earlier = De dienst heeft de start { $length } eerder vastgelegd dan bedoeld: tijden worden op { $offset } gelezen, niet in { $zone }. Stel die zone in vóór de volgende start met een tijd: latchet settings set tracker-zone …
not-there = De start is niet aangekomen: bij de dienst is twee keer nagevraagd, en die toont hem niet.
not-there-next = Verstuur hem opnieuw met de oorspronkelijke tijd: latchet pending send { $id }, of neem hem terug: latchet pending cancel { $id }
unknown-next = Kijk op de website of de sessie er staat en geef het dan aan: latchet pending settle { $id } --started NUMMER, of --not-started. Tot dan wordt niets anders gestart, zodat het er geen twee worden.
waiting = De start is nog niet verstuurd. Hij wacht en houdt zijn tijd.
waiting-no-answer = De dienst heeft niet beantwoord wat eerst bekend moet zijn.
waiting-token = De dienst aanvaardt het token niet meer.
waiting-other-account = Het opgeslagen token is van een ander account en kan hem niet versturen.
waiting-next = Hij gaat vanzelf weg zodra dat kan. Om hem terug te nemen: latchet pending cancel { $id }
held = De start is niet verstuurd. Hij wacht op een antwoord.
held-far-end = Het geplande einde ligt meer dan een jaar vooruit.
held-too-long = Hij heeft zo lang gewacht dat de plannen veranderd kunnen zijn.
held-overtaken = Intussen is een andere sessie begonnen.
held-cannot-tell = Dit token mag niet lezen; daarom is niet bekend of intussen een andere sessie begonnen is.
held-zone = Hij noemt de dienst een tijd, en het is niet bewezen dat de zone van de tracker die van het account is.
held-end-passed = Het geplande einde is intussen voorbij.
held-next = Verstuur hem toch, met de oorspronkelijke tijd: latchet pending send { $id }, of neem hem terug: latchet pending cancel { $id }
held-next-cancel = Neem hem terug: latchet pending cancel { $id }
cancelled = De start is teruggenomen. Er is niets verstuurd.
lapsed = De start is teruggenomen: er was niets om hem te versturen toen de bedenktijd eindigde. Er is niets verstuurd.
grace = De start wordt zo verstuurd.
settled-started = Op de website gevonden als sessie { $id }.
settled-not-started = Op de website nagekeken: de sessie is niet begonnen.
intended = De start is vastgelegd; er is niets verstuurd.
sending = De start wordt verstuurd.
blocked = Er is niets verstuurd: een eerdere start (nummer { $id }) is nog niet afgehandeld.
blocked-next = Bekijk hem met: latchet pending list
busy = Er is niets verstuurd: al die tijd was een andere start onderweg.
busy-next = Probeer het zo nog eens.

## What is wrong with what was filled in

problem-not-a-moment = een datum en een tijd zijn nodig, zoals 2026-01-31 17:30
problem-not-a-moment-or-time = een datum en een tijd zijn nodig, zoals 2026-01-31 17:30, of alleen een tijd, zoals 07:00
problem-year = het jaar moet tussen 1970 en 9999 liggen
problem-not-a-length = een duur schrijf je als 20m, 8h of 3d12h
problem-zero = een duur van nul heeft hier geen zin
problem-too-long = een duur kan niet meer dan 36525 dagen zijn
problem-skipped-hour = de klok in { $zone } is over deze tijd heen vooruitgezet, dus die is er nooit geweest; kies een tijd ervoor of erna
problem-doubled-hour = de klok in { $zone } wijst deze tijd twee keer aan; schrijf { $earlier } of { $later }
problem-start-in-future = een start kan niet in de toekomst liggen; in { $zone } is het nu { $now }
problem-end-in-past = het geplande einde ligt in het verleden; in { $zone } is het nu { $now }
problem-end-before-start = het geplande einde moet na de start liggen
problem-not-relative-start = een voorinstelling is voor elke dag: ze begint nu of een tijd geleden, zoals 20m
problem-not-relative-end = een voorinstelling is voor elke dag: ze eindigt een tijd na de start, zoals 8h, of op een tijd van de dag, zoals 07:00
problem-preset-name = de naam van een voorinstelling heeft 1 tot 40 tekens, alle zichtbaar
problem-locked-by-too-long = de dienst bewaart zeker maar 50 tekens
problem-locked-by-control = regeleinden en onzichtbare stuurtekens kunnen niet worden verstuurd
problem-token-empty = er is geen token; plak dat van de profielpagina
problem-token-too-long = dit is langer dan welk token ook (2048 tekens)
problem-token-character = een token heeft geen spaties, regeleinden of bijzondere tekens; kopieer het opnieuw

## What is wanted of a setting's value, where one was given that can't be

wanted-proxy = system, none of een adres zoals http://proxy.example.org:8080 wordt verwacht; een wachtwoord wordt gevraagd, niet hier geschreven
wanted-tracker-zone = computer of de naam van een tijdzone wordt verwacht, zoals Europe/Berlin of UTC
wanted-locked-by = hoogstens 50 tekens worden verwacht, alle zichtbaar
wanted-switch = on of off wordt verwacht
wanted-grace = 0 tot 30 seconden worden verwacht
wanted-ask-after = een duur van hoogstens 30d wordt verwacht, zoals 12h of 1d12h
wanted-remind = off, of hoogstens vier duren van hoogstens 7d worden verwacht, zoals 2h,30m
wanted-quiet-hours = off, of twee verschillende tijden van de dag worden verwacht, zoals 22:00-07:00
wanted-left-click = menu of start wordt verwacht
wanted-language = system, en, de, fr, es of nl wordt verwacht
wanted-log = off, errors of detailed wordt verwacht
wanted-ca-file = een bestand met certificaten (PEM) wordt verwacht, met het hele pad
wanted-keys = off of toetsen worden verwacht, zoals Ctrl+Alt+L of F9: Ctrl, Alt, Shift, Super en één letter, cijfer, F1 tot F24, Space, Insert, Delete, Home, End, PageUp, PageDown, Up, Down, Left, Right, Pause of ScrollLock; zonder Ctrl, Alt of Super alleen F1 tot F24
wanted-keys-taken = { $other } heeft deze toetsen al

## Moments and lengths of time. The names of days and months come with the program.

moment-full = { $weekday } { $day } { $month } { $year } { $time }
moment-day = { $weekday } { $day } { $month }
moment-dated = { $weekday } { $day } { $month } { $time }
moment-near = { $weekday } { $time }
length-days = { $count } d
length-hours = { $count } u
length-minutes = { $count } min

## What will be sent, in a sentence

plan-now = Begint nu
plan-at = Begint { $at }, { $ago } geleden
plan-open = geen gepland einde
plan-until = gepland einde { $at }, over { $in }
plan-locked-by = sleutel bij { $name }
plan-private = privé
plan-public = openbaar: iedereen kan het op het profiel zien
plan-zone = De tijden zijn die van { $zone }.
moment-both = { $at } ({ $here } op deze computer)
ask-far-end = Het geplande einde ligt meer dan een jaar vooruit: { $at }, over { $in }. Is dat zo bedoeld?
ask-zone = Het is nog niet bewezen dat de tijdzone van het account { $zone } is.
ask-zone-contradicted = De nieuwste sessie is op { $offset } bijgehouden, maar de zone van de tracker staat op { $zone }.
ask-zone-moment = { $at } in { $zone } is { $other } in { $elsewhere }.
ask-zone-moment-alone = { $at } in { $zone }.
ask-zone-next = Heeft het account een andere zone, stel die dan eerst in: latchet settings set tracker-zone … Is het de juiste?
ask-start = Deze sessie starten? Van hieruit is dat niet terug te draaien.
ask-again = Een start kan alleen op de website worden beëindigd.

## Presets

preset-listed = { $name }: { $meaning }
preset-listed-default = { $name } (één klik): { $meaning }
preset-at = Begint { $at }
preset-ago = Begint { $ago } geleden
preset-for = gepland einde { $length } na de start
preset-until = gepland einde zodra het { $time } is
preset-no-such = Er is geen voorinstelling met de naam { $name }.
preset-known = { $count ->
    [one] Er is er één: { $names }
   *[other] Deze zijn er: { $names }
}
preset-none = Er is nog geen voorinstelling opgeslagen.
preset-lost = De voorinstelling die één klik moet starten, is er niet of is onleesbaar; er is niets gestart.

## The credential store

vault-missing = Er is geen token opgeslagen.
vault-missing-next = Maak er een met schrijfrecht op de profielpagina, en dan: latchet token set
vault-locked = De sleutelbos is vergrendeld.
vault-locked-next = Ontgrendel hem (meld aan op het bureaublad of open zijn wachtwoordbeheer) en probeer het opnieuw.
vault-denied = De sleutelbos gaf geen toegang tot het token.
vault-denied-next = Beantwoord zijn venster of sta Latchet daarin toe, en probeer het opnieuw.
vault-no-store = Er is geen sleutelbos om het token in te bewaren.
vault-no-store-next = Start er een (op Linux: gnome-keyring, KWallet of KeePassXC), of geef het token mee voor één start: latchet start --token-stdin
vault-not-responding = De sleutelbos antwoordt niet.
vault-not-responding-next = Start hem opnieuw of meld opnieuw aan. Niets anders bewaart het token, dus er is niets verstuurd.
vault-ambiguous = De sleutelbos bevat { $count } vermeldingen waar er één hoort te zijn.
vault-ambiguous-next = Verwijder de andere in zijn wachtwoordbeheer, of alle: latchet token remove
vault-unreadable = Wat de sleutelbos bevat, is geen token.
vault-unreadable-next = Sla het opnieuw op: latchet token set
vault-not-verified = De sleutelbos heeft het token dat hij kreeg, niet bewaard.
vault-not-verified-next = Kijk of zijn schijf vol is en probeer het opnieuw.
vault-failed = De sleutelbos heeft gefaald.
vault-failed-next = Kijk of zijn schijf vol is, start hem opnieuw of meld opnieuw aan, en probeer het dan opnieuw.
vault-asking = Wachten op de sleutelbos: let op zijn venster.

## Reading from the service

read-unreachable = De dienst was niet te bereiken.
token-refused = De dienst aanvaardt dit token niet; het is niet opgeslagen. Is het helemaal gekopieerd?
token-refused-meaning = Het vorige token blijft bewaard.
read-token-invalid = De dienst aanvaardt het token niet.
read-not-allowed = Dit token mag niet lezen. Dat zegt niets over starten.
read-status = De dienst antwoordde met status { $status }.
read-unreadable = Het antwoord van de dienst was niet te begrijpen.

## The journal

journal-not-writable = Het journaal kan niet worden geschreven, dus er wordt niets verstuurd: { $reason } ({ $path })
journal-damaged = Het journaal is beschadigd, dus er wordt niets verstuurd: { $reason } ({ $path })
journal-rescued = Het journaal was beschadigd. Elke leesbare start gaat verder in een nieuw; het beschadigde bestand blijft bewaard: { $path }. Wat niet zeker is: latchet pending list
journal-newer = Het journaal is door een nieuwere versie van dit programma geschreven, dus er wordt niets verstuurd. Werk deze versie bij. ({ $path })
journal-other = Het journaal hoort bij { $origin }. ({ $path })
journal-busy = Een ander programma gebruikt het journaal. Probeer het opnieuw.
journal-no-such = Er is geen start met nummer { $id }; zie: latchet pending list
journal-illegal = Er is niets gedaan: { $state ->
    [started] deze start is gelukt.
    [refused] deze start is geweigerd.
    [cancelled] deze start is teruggenomen.
    [not_sent] deze start is opgegeven en niet verstuurd.
    [not_started] deze start is afgehandeld: de sessie is niet begonnen.
    [unknown] het is niet bekend of deze start gelukt is.
    [checking] deze start wordt nagekeken.
    [sending] deze start wordt verstuurd.
    [not_there] het is bewezen dat deze start niet is aangekomen, dus er valt niets af te handelen: verstuur hem opnieuw of neem hem terug.
    [waiting] deze start wacht om verstuurd te worden, dus er valt niets af te handelen.
    [held] deze start wacht op een antwoord, dus er valt niets af te handelen.
   *[other] dat kan niet met deze start ({ $state }).
}
folder-unusable = De gegevensmap is onbruikbaar, dus er wordt niets verstuurd: { $reason }
settings-moved = De instellingen konden niet worden gelezen. Het bestand is bewaard als { $path }; de standaardwaarden gelden.
settings-unusable = De instellingen kunnen niet worden gelezen, dus er is niets gedaan: { $reason }
other-account = Deze start hoort bij het account { $account }; alleen het token daarvan kan hem nakijken of versturen.
no-home = Deze gebruiker heeft geen thuismap; zet LATCHET_HOME op een map naar keuze.
server-bad = LATCHET_SERVER: { $reason }
vault-kind-bad = LATCHET_VAULT: os of memory wordt verwacht.
route-bad = Er is niets verstuurd: de weg naar de dienst is niet begaanbaar.
route-ca-file = Het bestand met vertrouwde certificaten is onbruikbaar: { $path }
route-ca-file-next = Zet het terug, kies een ander, of geen: latchet settings set ca-file ""
route-ca-file-next-window = Zet het terug, kies een ander, of geen, in de instellingen.
route-password-bad = een wachtwoord van 1 tot 682 tekens is nodig
route-password-missing = Het wachtwoord van de proxy staat niet in de sleutelbos.
route-password-next = Voer het opnieuw in: latchet settings set proxy { $proxy }
route-password-next-window = Voer het opnieuw in bij de instellingen.
route-password-prompt = Wachtwoord van { $user } bij de proxy (wordt niet getoond):
client-bad = De versleutelde verbinding kon niet worden opgezet: { $reason }

## The command line

cli-nothing-sent-ask = Er is niets verstuurd: er is geen terminal om het op te vragen. Voeg --yes toe om zonder vraag te starten.
cli-nothing-sent-no = Er is niets verstuurd.
cli-waiting = Wachten op het antwoord…
cli-not-handed-over = Hier blijft niets dat erop let: { $reason }. Houd het zelf bij: latchet pending list
cli-interrupted = Onderbroken. Of er al verstuurd werd, toont latchet pending list.
cli-clock-skew = De klok van deze computer wijkt { $length } af van die van de server.
cli-recorded = Vastgelegd begin: { $at }
cli-recorded-end = Gepland einde: { $at }
cli-token-prompt = Token (wordt niet getoond):
cli-token-saved = Het token is in de sleutelbos opgeslagen.
cli-token-saved-nick = Het token is in de sleutelbos opgeslagen. Het hoort bij { $nick }.
cli-token-saved-nick-window = Geldig, en opgeslagen in de sleutelbos. Of het sessies mag starten, blijkt bij de eerste start.
cli-token-unchecked = Het kon nu niet worden nagekeken: { $why }
cli-token-refused = Het is opgeslagen, maar de dienst aanvaardt het niet. Is het helemaal gekopieerd?
cli-token-valid = Het token is geldig. Of het een sessie mag starten, blijkt bij de eerste start.
cli-token-valid-nick = Het token is geldig en hoort bij { $nick }. Of het een sessie mag starten, blijkt bij de eerste start.
cli-token-no-read = Er is een token opgeslagen. Het mag niet lezen, dus vóór de eerste start valt er niet meer over te zeggen.
cli-token-removed = Het token is uit de sleutelbos verwijderd. Bij de dienst blijft het geldig tot het op de profielpagina wordt ingetrokken.
cli-token-memory = Met LATCHET_VAULT=memory is een token weg als het programma eindigt, dus er is niets om het in op te slaan. Gebruik: latchet start --token-stdin
cli-status-running = Sessie { $id } loopt.
cli-status-idle = Er loopt geen sessie.
cli-status-public-running = Er loopt een openbare sessie. (Dit token mag privésessies niet lezen.)
cli-status-public-idle = Er loopt geen openbare sessie. (Dit token mag privésessies niet lezen.)
cli-status-since = Sinds { $at } ({ $length })
cli-status-end = Gepland einde { $at }, over { $length }
cli-status-overdue = Gepland einde { $at }, { $length } geleden. Beëindigen gaat op de website.
cli-status-no-end = Geen gepland einde
cli-status-locked-by = Sleutel bij { $name }
cli-status-private = Privé
cli-status-public = Openbaar
cli-status-as-of = Stand van { $at }
cli-status-pending = { $count ->
    [one] Eén start is niet afgehandeld; zie: latchet pending list
   *[other] { $count } starts zijn niet afgehandeld; zie: latchet pending list
}
cli-status-offline-none = Hier is geen start bekend.
cli-status-offline = De laatste start die hier bekend is, is sessie { $id }, van { $at }. Of die nog loopt, weet alleen de dienst.
cli-history-empty = Nog geen starts.
cli-pending-empty = Elke start is afgehandeld.
cli-no-such-setting = Er is geen instelling met de naam { $name }; zie: latchet settings list
cli-preset-save-one = Sla er een op: latchet preset save NAAM --for 8h
cli-preset-choose = Kies een andere: latchet preset default NAAM, of geen: latchet preset default --none
cli-preset-removed = De voorinstelling { $name } is verwijderd.
cli-preset-no-default = Eén klik start nu, zonder voorinstelling.
cli-preset-unreadable = Een voorinstelling in de instellingen is onleesbaar en wordt niet gebruikt: { $name }
cli-practice-ready = De oefenserver draait op { $url } (open die in een browser om de sessies te zien, hun einde te verzetten en ze te beëindigen). Hij stopt met Ctrl-C.
cli-practice-use = Gebruik: LATCHET_SERVER={ $url } latchet start --token-stdin --yes
cli-practice-failed = De oefenserver kon niet starten: { $reason }
cli-no-behaviour = { $reason }. De gedragingen zijn:
cli-unforeseen = Er is iets onvoorziens gebeurd: { $reason }
# How a question is to be answered; then the words that mean yes beside the English ones.
cli-yes-no = [j/N]
cli-yes = j ja
cli-log = Wat er gebeurde, staat in { $path }
cli-log-off = Om het de volgende keer vast te leggen: latchet settings set log detailed

## What runs, in short lines

live-running = Sessie { $id }
live-running-no-id = Er loopt een sessie
live-since = sinds { $at } ({ $length })
live-since-time = sinds { $at }
live-end-time = gepland einde { $at }
live-end = eindigt { $at }, over { $length }
live-overdue = het einde was { $length } geleden; beëindigen gaat op de website
live-no-end = geen gepland einde
live-locked-by = sleutel bij { $name }
live-private = privé
live-public = openbaar
live-as-of = stand van { $at }

## The scheduled end of what runs: that it moved, and that it comes

moved-later = Het geplande einde is verzet van { $from } naar { $to }, { $length } later
moved-earlier = Het geplande einde is verzet van { $from } naar { $to }, { $length } eerder
moved-new = De sessie heeft nu een gepland einde: { $to }
moved-gone = De sessie heeft geen gepland einde meer; het was { $from }
moved-what = { $what }.
moved-why = { $what } ({ $why }).
moved-dice = dobbelstenen
moved-link = link
moved-luck = geluk
moved-manual = met de hand
moved-penalty = extra tijd
moved-dom = door de andere persoon
move-start = { $at }: begin
move-later = { $at }: einde naar later verzet
move-earlier = { $at }: einde naar eerder verzet
move-end = { $at }: gepland einde
reminder-before = { $id ->
    [none] Het geplande einde
   *[other] Het geplande einde van sessie { $id }
} is { $at }, over { $length }.
reminder-at-end = { $id ->
    [none] Het geplande einde
   *[other] Het geplande einde van sessie { $id }
} is bereikt: { $at }.
reminder-overdue = { $id ->
    [none] Het geplande einde
   *[other] Het geplande einde van sessie { $id }
} was { $at }, { $length } geleden.
reminder-next = Beëindigen gaat op de website.

## Doctor

doctor-looking = Nakijken…
doctor-store-ok = de sleutelbos antwoordt; er is een token opgeslagen
doctor-store-empty = de sleutelbos antwoordt; er is geen token opgeslagen
doctor-native = deel van dit systeem
doctor-no-bus = geen sessiebus: dit is geen bureaubladsessie
doctor-no-bus-next = De opdrachtregel werkt evengoed.
doctor-mute = is er, maar antwoordt niet
doctor-mute-next = Meld af en weer aan.
doctor-tray-ok = er is plaats voor het pictogram in het systeemvak
doctor-tray-none = niets toont hier pictogrammen in een systeemvak; meldingen nemen de plaats ervan in, het venster en de opdrachtregel werken evengoed
doctor-tray-none-next = Op GNOME toont de extensie “AppIndicator and KStatusNotifierItem Support” ze.
doctor-notifications-ok = getoond door { $what }
doctor-notifications-none = niets toont hier meldingen
doctor-notifications-none-next = Installeer een meldingendienst, zoals dunst of mako, als het bureaublad er geen heeft.
doctor-portal-ok = { $what }
doctor-portal-none = geen portalen hier; sneltoetsen op Wayland hebben die nodig
doctor-portal-none-next = Installeer xdg-desktop-portal en dat van het bureaublad.
doctor-off = uit
doctor-autostart-on = het programma in het systeemvak start bij het aanmelden
doctor-autostart-bad-shared = wat ingeschreven is, is niet wat gekozen is
doctor-autostart-bad-next = Schrijf het opnieuw in: latchet settings set autostart on
doctor-autostart-off-next = Verwijder het: latchet settings set autostart off
doctor-shortcuts-system = { $count } ingesteld, via het systeem
doctor-shortcuts-x11 = { $count } ingesteld, via de X-server
doctor-shortcuts-portal = { $count } ingesteld, via het portaal van het bureaublad
doctor-shortcuts-none = niets geeft hier toetsen aan programma’s
doctor-shortcuts-none-next = Koppel ze aan opdrachten in de instellingen van het bureaublad: { $commands }
doctor-zone = { $zone }, zoals ingesteld; die van deze computer is { $computer }; zones van { $database }
doctor-zone-alone = { $zone }, zoals ingesteld; deze computer noemt er geen; zones van { $database }
doctor-zone-computer = { $zone }, die van deze computer; zones van { $database }
doctor-zone-none = de computer noemt geen zone
doctor-zone-none-next = Stel er een in: latchet settings set tracker-zone Europe/Berlin
doctor-clock-ok = hoogstens { $seconds } s naast die van de server
doctor-clock-bad = wijkt { $length } af van die van de server
doctor-clock-bad-next = Zet hem goed, het best door het systeem hem via het netwerk te laten zetten.
doctor-clock-unknown = niet te vergelijken: de server noemde geen tijd
doctor-service-ok = { $host } antwoordt
doctor-service-bad = { $host } is niet te bereiken: { $why }
doctor-service-bad-shared = de ingestelde weg is niet begaanbaar
doctor-service-bad-next = Kijk of andere pagina’s opengaan, en naar de regels over proxy en certificaten.
doctor-proxy-loopback = niet gebruikt voor deze computer zelf
doctor-proxy-off = niet gebruikt, zoals ingesteld
doctor-proxy-none = geen; het systeem noemt er geen
doctor-proxy-system = { $address }, van het systeem
doctor-proxy-system-shared = een van het systeem
doctor-proxy-chosen = { $address }, zoals ingesteld
doctor-proxy-chosen-shared = een die is ingesteld
doctor-roots-ok = { $count } van het systeem
doctor-roots-none = het systeem heeft er geen, dus geen server kan worden vertrouwd
doctor-roots-none-next = Installeer het pakket ca-certificates.
doctor-roots-system = het systeem beoordeelt certificaten zelf
doctor-ca-file = { $count } uit het ingestelde bestand
doctor-ca-file-bad = uit het ingestelde bestand zijn geen certificaten te lezen
doctor-ca-file-bad-next = Noem een bestand met certificaten (PEM): latchet settings set ca-file BESTAND
doctor-journal-ok = { $path }
doctor-journal-bad-shared = het is onbruikbaar: { $code }
doctor-settings-ok = { $path }
doctor-log-off = uit
doctor-log-errors = fouten
doctor-log-detailed = uitvoerig
doctor-versions = latchet { $latchet }; { $system }; bureaublad: { $desktop }; SQLite { $sqlite }
doctor-desktop-none = niet genoemd

## Leaving no trace

trace-none = Er staat niets van dit programma op deze computer.
trace-plan = Dit wordt van deze computer verwijderd:
trace-program = het programma dat draait: { $what }
trace-token = het token voor { $what }
trace-password = het wachtwoord voor { $what }
trace-autostart = de vermelding die het programma bij het aanmelden start
trace-journal = het journaal { $what }
trace-web-view = wat het venster bewaarde: { $what }
trace-log = het logboek { $what }
trace-settings = de instellingen { $what }
trace-other = iets anders in een eigen map van dit programma: { $what }
trace-folder = de map { $what }
trace-unsettled = { $count ->
    [one] Eén start is niet afgehandeld. Die wordt vergeten:
   *[other] { $count } starts zijn niet afgehandeld. Die worden vergeten:
}
trace-unsettled-next = Niets let er meer op; kijk op de website.
trace-unsettled-one = { $server }, start { $id }: { $state }
trace-ask = Alles ervan verwijderen?
trace-ask-unsettled = Echt, met wat niet afgehandeld is?
trace-ask-first = Dit stelt een vraag, en er is niemand om die aan te stellen. Met --yes vervalt ze. Er is niets verwijderd.
trace-not-done = Er is niets verwijderd.
trace-exported = Instellingen en starts staan in { $path }
trace-export-inside = { $path } zou mee worden verwijderd. Noem een bestand ergens anders.
trace-export-failed = Er is niets uitgevoerd en niets verwijderd: { $reason }
trace-gone = weg
trace-left = gebleven
trace-all-gone = Alles ervan is weg.
trace-some-left = Niet alles ervan is weg.
trace-left-sending = er wordt een start verstuurd; probeer het opnieuw
trace-left-runs = er draait nog een programma; sluit het via zijn menu af en probeer het opnieuw
trace-left-io = { $reason }
trace-left-again = het kwam terug; er draait nog een programma
trace-not-promised = Niet in handen van dit programma: kopieën in back-ups en op de schijf, de website, de browser, de geschiedenis van de shell, logboeken en rechten van het bureaublad.

## The tray

tray-title = Latchet
tray-unread = Nog niet nagekeken
tray-looking = Nakijken…
tray-sending = Versturen…
tray-idle = Er loopt niets
tray-public-running = Er loopt een openbare sessie
tray-public-idle = Er loopt niets openbaars
tray-last = { $at }: { $what }
tray-start = Nu starten
    .key = s
tray-start-preset = Nu starten: { $name }
tray-earlier = Eerder begonnen
    .key = e
tray-ago = { $minutes ->
    [one] 1 minuut geleden
   *[other] { $minutes } minuten geleden
}
tray-presets = Starten met
    .key = m
tray-more = { $count ->
    [one] Nog één is niet afgehandeld…
   *[other] Nog { $count } zijn niet afgehandeld…
}
tray-website = Website openen
    .key = w
tray-grace = Begint zo
tray-details = Details
    .key = d
tray-older = Nummer { $id }: { $what }…
tray-number = Nummer { $id }…
tray-send = Nu versturen
    .key = v
tray-check = Nu nakijken
    .key = k
tray-cancel = Terugnemen
    .key = t
tray-token-save = Token opslaan…
tray-token-replace = Ander token opslaan…
tray-token-no-write = Het token mag geen sessies starten…
tray-store = De sleutelbos bekijken…
tray-journal = Het journaal is onbruikbaar
tray-journal-open = Bekijken wat er mis is…
tray-open = Openen…
    .key = o
tray-hide = Nu verbergen
    .key = b
tray-show = Weer tonen
    .key = r
tray-quit = Afsluiten
    .key = a
tray-no-host = Niets toont hier pictogrammen in een systeemvak. Het pictogram verschijnt zodra dat kan.
tray-no-watch = Wijzigingen kunnen hier niet worden opgemerkt: { $reason }. Er wordt gekeken als het menu opengaat.
tray-no-bus = Er is hier geen sessiebus, dus er kan geen pictogram zijn: { $reason }
tray-handed-over = Het programma in het systeemvak draait al.
tray-other = Er draait al een programma in het systeemvak, voor een andere dienst of gegevensmap. Sluit dat eerst af.
tray-mute = Er draait al een programma in het systeemvak en het antwoordt niet. Beëindig het en probeer het opnieuw.
tray-failed = Het pictogram in het systeemvak kon niet worden getoond: { $reason }
website-failed = De website kon niet worden geopend: { $reason }
window-missing = Het venster is niet geïnstalleerd: { $name } is niet naast dit programma en niet in het pad gevonden.
window-failed = Het venster kon niet worden geopend: { $reason }
notify-title = Latchet
notify-grace = { $seconds ->
    [one] Begint over één seconde.
   *[other] Begint over { $seconds } seconden.
}
notify-cancel = Terugnemen
notify-send = Nu versturen
notify-check = Nu nakijken
notify-website = Website openen
notify-open = Openen
notify-discreet = Er is iets om te bekijken.
notify-nothing-started = Er is niets gestart.
notify-unforeseen = De start eindigde op een onvoorziene manier.
notify-look = Open Latchet om meer te zien.

## The window's form. Each is handed to the page as it stands, without values.

form-nav = Weergaven
form-view-start = Start
form-view-history = Geschiedenis
form-view-settings = Instellingen
form-practice = Oefening
form-practice-meaning = Niets hier bereikt de echte dienst.
form-first = Welkom
form-first-what = Latchet start een sessie als op “Starten” wordt gedrukt. Verstuurd wordt wanneer ze begint en eindigt, bij wie de sleutel is en of ze openbaar is, en niets anders.
form-first-kept = Gebruikelijke waarden kunnen hieronder als voorinstellingen worden bewaard; al het andere staat bij “Instellingen”.
form-first-practise = Liever oefenen
form-first-skip = Overslaan
form-zone = Tijdzone van het account
form-zone-set = Instellen
form-running = Wat nu loopt
form-running-looking = Nakijken…
form-running-refresh = Opnieuw nakijken
form-running-website = Op de website beëindigen of wijzigen
form-token = Token
form-token-looking = Het token wordt gezocht…
form-token-asking = Wachten op de sleutelbos: let op zijn venster.
window-token-saved = Token opgeslagen
window-token-of = Token van { $nick }
form-token-replace = Vervangen…
form-token-remove = Verwijderen…
form-token-again = Opnieuw nakijken
form-token-intro = Voor een start is een token met schrijfrecht nodig. Het wordt in de sleutelbos van deze computer bewaard.
form-token-profile = Op de profielpagina maken
form-token-paste = Token plakken
form-token-typed = of typ het in:
form-token-save = Opslaan
form-token-remove-question = Het token van deze computer verwijderen?
form-token-remove-meaning = Bij de dienst blijft het geldig tot het op de profielpagina wordt ingetrokken.
form-token-keep = Behouden
form-token-remove-yes = Verwijderen
form-pending = Nog niet afgehandeld
form-preset = Voorinstelling
form-preset-none = Geen
form-preset-one-click = één klik
form-preset-changed = gewijzigd
form-preset-first = Als voorinstelling bewaren…
form-preset-edit = Bewerken…
form-preset-name = Wat hieronder staat opslaan als
form-preset-save = Opslaan
form-preset-default = Voor één klik gebruiken
form-preset-remove = Verwijderen
form-preset-saved = Opgeslagen.
form-preset-removed = Verwijderd.
form-preset-undo = Ongedaan maken
form-start = Begin
form-start-now = Nu
form-start-ago = Eerder met
form-start-at = Precieze tijd
form-end = Gepland einde
form-end-open = Geen
form-end-for = Na
form-end-until = Tot
form-locked-by = Sleutel bij
form-locked-by-none = vrijwillig
form-public = Openbaar
form-public-meaning = Iedereen kan het op het profiel zien.
form-pending-send = Nu versturen
form-pending-look = Nu nakijken
form-pending-cancel = Terugnemen
form-pending-settle = Op de website nagekeken…
form-settle-number = Daar staat de sessie als nummer
form-settle-yes = Opslaan
form-settle-no = De sessie staat er niet
form-settle-wrong = het nummer van de sessie is nodig, in cijfers, zoals de website het toont
form-asks = Vóór de start
form-asks-no = Wijzigen
form-asks-yes = Toch starten
form-changed = Er is niets verstuurd: intussen is er iets gewijzigd. Bekijk het en start dan.
form-incomplete = Iets hierboven is nog niet volledig.
form-see-field = Er is niets gestart. Zie wat hierboven gemarkeerd is.
form-waiting = Wachten op het antwoord. Dat kan tot 25 seconden duren.
form-send = Starten
form-sending = Versturen…

## What to do next, where it is done in the window

refused-token-next-window = Het is ingetrokken of verkeerd ingevoerd. Maak een nieuw op de profielpagina en vervang het hier.
refused-permission-next-window = Maak er een met schrijfrecht op de profielpagina en vervang het hier.
journal-rescued-window = Het journaal was beschadigd. Elke leesbare start gaat verder in een nieuw; het beschadigde bestand blijft bewaard: { $path }.
preset-lost-window = De voorinstelling die één klik moet starten, is er niet of is onleesbaar: kies een andere onder “Bewerken”.
refused-overlap-next-window = Een lopende sessie wordt op de website beëindigd.
refused-status-next-window = Blijft dat zo, kijk dan in een terminal: latchet doctor
waiting-next-window = Hij gaat vanzelf weg zodra dat kan.
held-next-window = Verstuur hem toch, met de oorspronkelijke tijd, of neem hem terug.
held-next-cancel-window = Neem hem terug.
ask-zone-next-window = Is het de juiste? Heeft het account een andere zone, stel die dan hier eerst in.
unknown-unrecorded-next-window = De volgende start kijkt het eerst na.
unknown-next-window = Laat het nu nakijken, of geef aan wat er op de website staat. Tot dan wordt niets anders gestart, zodat het er geen twee worden.
not-there-next-window = Verstuur hem opnieuw met de oorspronkelijke tijd, of neem hem terug.
apart-later-window = De dienst heeft de start { $length } later vastgelegd dan bedoeld: tijden worden op { $offset } gelezen, niet in { $zone }. Kies die zone bij “Instellingen” vóór de volgende start met een tijd.
apart-earlier-window = De dienst heeft de start { $length } eerder vastgelegd dan bedoeld: tijden worden op { $offset } gelezen, niet in { $zone }. Kies die zone bij “Instellingen” vóór de volgende start met een tijd.
zone-mismatch-window = De dienst houdt de tijd van dit account bij op { $offset }, maar de zone van de tracker staat op { $zone } ({ $here }): de tijden verschillen { $length }. Kies vóór de volgende start met een tijd de zone van het account bij “Instellingen”.
journal-no-such-window = Er is geen start met nummer { $id } meer.
window-start-said = { $at }, { $length } geleden
window-end-said = { $at }, over { $length }
window-doubled = deze tijd komt die dag twee keer voor; geef aan welke bedoeld is
window-doubled-earlier = { $at }, de eerste ({ $offset })
window-doubled-later = { $at }, de tweede ({ $offset })
window-dial-left = over
window-dial-over = voorbij het einde
window-dial-so-far = tot nu toe
window-preset-exists = er is al een voorinstelling met deze naam; sla nog een keer op om haar te vervangen
window-end-moved = Er is niets verstuurd: het geplande einde was zo-even { $shown } en is nu { $end }. Bekijk het en start dan.
window-no-icon = Hier worden geen pictogrammen in een systeemvak getoond; meldingen nemen hun plaats in.
window-no-icon-next = In GNOME toont de extensie “AppIndicator and KStatusNotifierItem Support” ze.
window-no-number = geen sessie kan dat nummer hebben
window-number-taken = sessie { $number } is van een andere start; kijk welk nummer deze heeft
blocked-next-window = Hij staat hierboven, bij wat nog niet afgehandeld is.
vault-missing-next-window = Maak er een met schrijfrecht op de profielpagina en plak het hier.
vault-no-store-next-window = Start er een (op Linux: gnome-keyring, KWallet of KeePassXC) en open dit venster opnieuw.
vault-ambiguous-next-window = Verwijder de andere in zijn wachtwoordbeheer, of alle hier.
vault-unreadable-next-window = Sla het hier opnieuw op.

## Shortcuts: what they are named on the desktop, and why keys do nothing

tray-none-to-hide = Hier draait geen programma in het systeemvak, dus er valt niets te verbergen.
tray-hide-by-keys = Hier verbergen zijn menu en zijn sneltoets het.
shortcut-start = Nu starten
shortcut-open = Venster openen
shortcut-hide = Alles verbergen
shortcut-refused = { $keys } doet hier niets: het systeem heeft deze toetsen niet aanvaard.
shortcut-taken = { $keys } doet hier niets: een ander programma heeft deze toetsen.
shortcut-no-such-key = { $keys } doet hier niets: het toetsenbord heeft zo’n toets niet.
shortcut-impossible = Het bureaublad geeft programma’s geen sneltoetsen. Koppel deze opdrachten in zijn eigen instellingen: { $commands }
shortcut-not-given = Het bureaublad heeft de sneltoetsen niet gegeven. Kies ze opnieuw, of koppel deze opdrachten in zijn eigen instellingen: { $commands }
shortcut-ended = Het bureaublad heeft de sneltoetsen beëindigd. Koppel tot de volgende aanmelding deze opdrachten in zijn eigen instellingen: { $commands }

## The settings, each in a sentence

setting-tracker-zone = De tijdzone van het account bij de dienst.
setting-locked-by = Bij wie de sleutel is als een start het niet zegt.
setting-tray = Een klein programma blijft in het systeemvak en let op wat wacht.
setting-grace = Zoveel seconden lang kan een start met één klik worden teruggenomen.
setting-ask-after = Een start die zo lang gewacht heeft, vraagt het voordat hij verstuurd wordt.
setting-remind = Zo lang vóór een gepland einde komt er een herinnering.
setting-quiet-hours = In deze tijd wordt geen herinnering getoond.
setting-left-click = Wat een linkerklik op het pictogram in het systeemvak doet.
setting-icon-progress = Het pictogram in het systeemvak toont hoever een sessie is.
setting-language = De taal van alles wat te zien is.
setting-autostart = Het programma in het systeemvak start bij het aanmelden, verborgen.
setting-shortcut-start = Deze toetsen starten een sessie, van overal.
setting-shortcut-open = Deze toetsen openen het venster.
setting-shortcut-hide = Deze toetsen verbergen alles ineens en veranderen geen sessie.
setting-discreet = Niets wat anderen kunnen zien, zegt wat er loopt.
setting-log = Wat er op deze computer in het logboek komt; nooit het token.
setting-proxy = De proxy op de weg naar de dienst.
setting-ca-file = Een bestand met certificaten die naast die van het systeem worden vertrouwd.

## Starting at log-in

autostart-registered = Het programma in het systeemvak start bij het aanmelden.
autostart-not = Er is niets ingeschreven om bij het aanmelden te starten.
autostart-disabled = De vermelding is in de instellingen van het systeem uitgezet; zet haar daar aan, of zet haar hier opnieuw aan.
autostart-gone = De vermelding start { $path }, dat er niet meer is; zet haar opnieuw aan.
autostart-edited = De vermelding start iets anders; zet haar opnieuw aan om dit programma te starten.
autostart-bound = Starten bij het aanmelden kan niet worden ingesteld zolang { $name } is gezet: het programma zou zonder starten.
autostart-sandbox = Starten bij het aanmelden wordt in { $kind } nog niet ondersteund. Voeg het programma toe in de instellingen van het bureaublad.
autostart-no-home = Starten bij het aanmelden kan niet worden ingesteld: deze gebruiker heeft geen thuismap.
autostart-no-program = Starten bij het aanmelden is niet ingesteld: { $path } is er niet.
autostart-unwritable = Starten bij het aanmelden is niet ingesteld: het pad { $path } kan niet in een vermelding worden geschreven.
autostart-not-kept = Het systeem heeft de vermelding niet bewaard zoals ze geschreven is.
autostart-failed = Starten bij het aanmelden is niet gewijzigd: { $reason }.

## Links that fill in the form

link-too-long = De link is te lang. Er is niets ingevuld.
link-unreadable = De link is onleesbaar. Er is niets ingevuld.
link-contradicts = De link spreekt zichzelf tegen. Er is niets ingevuld.
link-no-preset = De link noemt een voorinstelling die hier niet bestaat. Er is niets ingevuld.
link-filled = Een link heeft dit formulier ingevuld. Bekijk het vóór het starten.
link-asks = Een link wil dit formulier invullen.
link-use = Gebruiken
link-ignore = Negeren

## The history: what this computer recorded beside what the service lists

history-session = Sessie { $id }
history-ended = eindigde { $at }, na { $length }
history-runs = loopt, tot nu toe { $length }
history-scheduled = gepland einde { $at }
history-place-here = hier
history-place-service = bij de dienst
history-place-both = beide
history-other-start = Bij de dienst begint ze { $at }.
history-other-name = Bij de dienst is de sleutel bij { $name }.
history-no-name = De dienst noemt niemand bij wie de sleutel is.
history-public = Bij de dienst is ze openbaar.
history-private = Bij de dienst is ze privé.
history-missing = De dienst vermeldt haar niet.
history-day = { $day }: { $length }
history-span = Sessie { $id }: { $from } tot { $to }, { $length }
history-span-runs = Sessie { $id }: sinds { $from }, tot nu toe { $length }
history-span-start = Sessie { $id }: begon { $from }; het einde is hier niet bekend
history-count-here = { $count ->
    [one] Eén start van deze computer.
   *[other] { $count } starts van deze computer.
}
history-count-there = { $count ->
    [one] Eén sessie bij de dienst
   *[other] { $count } sessies bij de dienst
}
history-unread = Er kunnen oudere zijn; die zijn niet gelezen.
history-reading = Lezen wat de dienst vermeldt…
history-not-read = Wat de dienst vermeldt, kon niet worden gelezen.
history-again = Opnieuw nakijken
history-further = Oudere lezen
history-none = Nog niets.
history-rows = Starts en sessies, nieuwste eerst
history-when = Wanneer
history-what = Wat
history-where = Waar
history-more = Oudere tonen
history-before-1 = De maand ervoor
history-after-1 = De maand erna
history-before-12 = Het jaar ervoor
history-after-12 = Het jaar erna
history-export = Alles, als bestand:
history-csv = CSV, voor een rekenblad
history-json = JSON
history-days = { $count ->
    [0] Geen tijd in een sessie die hier bekend is.
    [one] Op één dag in een sessie, { $length } lang.
   *[other] Op { $count } dagen in een sessie, { $length } lang.
}
export-nowhere = er is geen map voor
export-written = Geschreven: { $path }
export-show = In de map tonen
export-shown = De map wordt getoond.

## The settings in the window: their groups, a name for each, and words for their values

settings-start = Starts
settings-end = Herinneringen
settings-tray = Systeemvak
settings-sight = Wat te zien is
settings-keys = Toetsen
settings-network = Netwerk en logboek
settings-doctor = Deze computer
settings-doctor-what = Bekijkt wat Latchet nodig heeft: de sleutelbos, het systeemvak, de klok, het netwerk. Het token wordt niet verzonden.
settings-doctor-look = Deze computer controleren
settings-doctor-again = Opnieuw controleren
settings-doctor-copy = Rapport kopiëren
settings-doctor-copied = Gekopieerd. Er staat geen eigen naam, adres of pad in.
check-ok = in orde
check-bad = niet in orde
check-open = niet in gebruik
check-credential-store = Sleutelbos
check-tray = Systeemvak
check-notifications = Meldingen
check-portal = Portaal
check-autostart = Start bij aanmelden
check-shortcuts = Sneltoetsen
check-time-zone = Tijdzone
check-clock = Klok
check-service = Dienst
check-proxy = Proxy
check-trust-roots = Vertrouwde certificaten
check-journal = Journaal
check-settings = Instellingen
check-log = Logboek
check-versions = Versies
settings-leave = Geen spoor achterlaten
settings-leave-what = Verwijdert het token, het journaal, de instellingen en al het andere dat Latchet op deze computer bewaart, en kijkt of het weg is. De sessies op de website blijven.
settings-leave-see = Bekijken wat dat is
settings-leave-export = Eerst exporteren
settings-leave-keep = Behouden
settings-leave-yes = Alles verwijderen
settings-leave-really = Toch alles verwijderen
settings-leave-close = Sluiten
settings-leave-again = Opnieuw proberen
window-left = Alles wat hier bewaard werd is verwijderd. Dit venster kan alleen nog gesloten worden.
settings-empty = leeg
settings-on = aan
settings-off = uit
settings-saved = Opgeslagen.
settings-password = Het wordt in de sleutelbos van deze computer bewaard en nergens getoond.
settings-undo = Ongedaan maken
settings-reset = Terug naar: { $value }
label-tracker-zone = Tijdzone
label-locked-by = Sleutel bij
label-grace = Bedenktijd, in seconden
label-ask-after = Vragen na
label-remind = Herinneren vóór het einde
label-quiet-hours = Stille uren
label-tray = Systeemvak
label-autostart = Starten bij het aanmelden
label-left-click = Linkerklik
label-icon-progress = Voortgang in het pictogram
label-language = Taal
label-discreet = Discreet
label-shortcut-start = Starten
label-shortcut-open = Venster openen
label-shortcut-hide = Alles verbergen
label-proxy = Proxy
label-ca-file = Certificaten
label-log = Logboek
setting-left-click-menu = opent het menu
setting-left-click-start = start een sessie
setting-language-system = zoals het systeem
setting-language-en = English
setting-language-de = Deutsch
setting-language-fr = Français
setting-language-es = Español
setting-language-nl = Nederlands
setting-log-off = niets
setting-log-errors = wat mislukt
setting-log-detailed = elke stap
