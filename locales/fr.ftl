### Français. Tous les textes qu'une personne lit ; neutres, car d'autres peuvent les voir.
###
### Instructions à l'infinitif ; « vous » seulement là où la phrase l'exige.
### Mots : session = session ; start = démarrage ; scheduled end = fin prévue ; token = token (le) ; service = service ;
### credential store = trousseau ; preset = préréglage ; journal = journal ; tray = zone de notification ; locked by = clé chez ;
### not settled = en suspens ; settle = régler ; take back = annuler ; write permission = droit d'écriture.

## The outcome of a start: what happened, what it means, what to do next

started = La session { $id } a commencé.
started-no-id = La session a commencé.
started-no-id-meaning = Le service n’a pas indiqué son numéro.
refused-input = Le service a refusé le démarrage : il n’accepte pas ce qui a été envoyé.
refused-token = Le service n’accepte pas le token.
refused-token-next = Il a été révoqué ou mal saisi. En créer un nouveau sur la page du profil et l’enregistrer : latchet token set
refused-not-ours = Quelque chose en chemin a refusé le démarrage avec l’état { $status }, et ce n’était peut-être pas le service.
refused-not-ours-next = Un proxy ou une page de connexion du réseau peut en être la cause. Vérifier le réseau, puis démarrer à nouveau.
refused-permission = Ce token n’a pas le droit d’écriture et ne peut donc pas démarrer de session.
refused-permission-next = En créer un avec droit d’écriture sur la page du profil et l’enregistrer : latchet token set
refused-overlap = Une autre session existe déjà à ce moment ; rien n’a été démarré.
refused-overlap-next = La consulter : latchet status. Une session en cours se termine sur le site web.
refused-status = Le service a refusé le démarrage avec l’état { $status }.
refused-status-next = Si cela persiste, vérifier l’adresse : latchet doctor
refused-nothing-recorded = Aucune session n’a été inscrite.
server-words = Le service dit : « { $words } »
not-sent = Le démarrage n’a pas été envoyé ; aucune session n’a commencé.
not-sent-name-not-found = Le nom du serveur n’a pas été trouvé : il semble qu’il n’y ait pas de réseau.
not-sent-no-connection = Le serveur n’a pas pu être joint.
not-sent-connect-timeout = Le serveur n’a pas répondu à temps.
not-sent-not-trusted = Il n’y a pas de connexion chiffrée sûre avec le serveur : son certificat n’a pas été accepté, ou quelque chose s’interpose.
not-sent-no-proxy = Le proxy n’a pas pu être joint.
not-sent-proxy-wants-password = Le proxy demande un utilisateur et un mot de passe, ou d’autres que ceux-ci.
not-sent-proxy-refused = Le proxy n’a pas laissé passer vers le serveur.
not-sent-not-built = La requête n’a pas pu être formée. C’est un défaut du programme.
not-sent-next = Démarrer à nouveau quand le réseau est là.
unknown = On ne sait pas si la session a commencé.
unknown-interrupted = Le programme s’est arrêté pendant l’envoi.
unknown-unrecorded = Il est parti, mais sa suite n’a pas pu être notée : { $reason }.
unknown-unrecorded-next = Le prochain démarrage vérifie d’abord. Voir ce qui est connu : latchet pending list
unknown-status = Le serveur a répondu avec l’état { $status }.
unknown-busy = Le serveur était trop occupé pour répondre (état { $status }).
unknown-moved = Le serveur a renvoyé ailleurs (état { $status }) ; cela n’a pas été suivi.
unknown-unreadable = La réponse (état { $status }) ne le dit pas. Une page de connexion du réseau ressemble à cela.
unknown-timed-out = Le serveur n’a pas répondu à temps.
unknown-connection-lost = La connexion s’est interrompue après l’envoi du démarrage.
unknown-doubtful = Le service montre une session qui pourrait être celle-ci, ou non.
unknown-checking = Le service est en train d’être interrogé.
unknown-not-allowed = Le token n’a pas le droit de lire ; impossible de le savoir d’ici.
unknown-not-looked = Le service n’a pas pu être interrogé maintenant.
unknown-looked = Le service a été interrogé et ne la montre pas encore.
zone-mismatch = Le service tient l’heure de ce compte à { $offset }, mais le fuseau du tracker est réglé sur { $zone } ({ $here }) : les heures diffèrent de { $length }. Régler le fuseau du compte avant le prochain démarrage avec une heure : latchet settings set tracker-zone …
apart-later = Le service a inscrit le début { $length } plus tard que voulu : il lit les heures à { $offset }, pas dans { $zone }. Régler ce fuseau avant le prochain démarrage avec une heure : latchet settings set tracker-zone …
apart-earlier = Le service a inscrit le début { $length } plus tôt que voulu : il lit les heures à { $offset }, pas dans { $zone }. Régler ce fuseau avant le prochain démarrage avec une heure : latchet settings set tracker-zone …
not-there = Le démarrage n’est pas arrivé : le service a été interrogé deux fois et ne le montre pas.
not-there-next = Le renvoyer avec son heure d’origine : latchet pending send { $id }, ou l’annuler : latchet pending cancel { $id }
unknown-next = Regarder sur le site web si elle y figure, puis l’indiquer : latchet pending settle { $id } --started NUMÉRO, ou --not-started. D’ici là, rien d’autre n’est démarré, pour qu’il n’y en ait pas deux.
waiting = Le démarrage n’a pas encore été envoyé. Il attend et garde son heure.
waiting-no-answer = Le service n’a pas répondu à ce qu’il faut savoir d’abord.
waiting-token = Le service n’accepte plus le token.
waiting-other-account = Le token enregistré est celui d’un autre compte et ne peut pas l’envoyer.
waiting-next = Il part de lui-même dès que c’est possible. Pour l’annuler : latchet pending cancel { $id }
held = Le démarrage n’a pas été envoyé. Il attend une réponse.
held-far-end = Sa fin prévue est à plus d’un an.
held-too-long = Il a attendu si longtemps que les projets ont pu changer.
held-overtaken = Une autre session a commencé entre-temps.
held-cannot-tell = Ce token n’a pas le droit de lire ; on ne sait donc pas si une autre session a commencé entre-temps.
held-zone = Il indique une heure au service, et rien ne prouve que le fuseau du tracker est celui du compte.
held-end-passed = Sa fin prévue est passée entre-temps.
held-next = L’envoyer quand même, avec son heure d’origine : latchet pending send { $id }, ou l’annuler : latchet pending cancel { $id }
held-next-cancel = L’annuler : latchet pending cancel { $id }
cancelled = Le démarrage a été annulé. Rien n’a été envoyé.
lapsed = Le démarrage a été annulé : rien n’était là pour l’envoyer à la fin du délai d’annulation. Rien n’a été envoyé.
grace = Le démarrage va être envoyé.
settled-started = Trouvée sur le site web : c’est la session { $id }.
settled-not-started = Vérifié sur le site web : elle n’a pas commencé.
intended = Le démarrage est noté ; rien n’a été envoyé.
sending = Le démarrage est en cours d’envoi.
blocked = Rien n’a été envoyé : un démarrage antérieur (numéro { $id }) est encore en suspens.
blocked-next = Le consulter : latchet pending list
busy = Rien n’a été envoyé : un autre démarrage était en route pendant tout ce temps.
busy-next = Réessayer dans un instant.

## What is wrong with what was filled in

problem-not-a-moment = il faut une date et une heure, comme 2026-01-31 17:30
problem-not-a-moment-or-time = il faut une date et une heure, comme 2026-01-31 17:30, ou une heure seule, comme 07:00
problem-year = l’année doit être comprise entre 1970 et 9999
problem-not-a-length = une durée s’écrit comme 20m, 8h ou 3d12h
problem-zero = une durée nulle n’a pas de sens ici
problem-too-long = une durée ne peut dépasser 36525 jours
problem-skipped-hour = l’heure de { $zone } a été avancée par-dessus ce moment, qui n’a donc pas existé ; en choisir un avant ou après
problem-doubled-hour = l’heure de { $zone } passe deux fois par ce moment ; écrire { $earlier } ou { $later }
problem-start-in-future = un début ne peut être dans le futur ; il est { $now } dans { $zone }
problem-end-in-past = la fin prévue est dans le passé ; il est { $now } dans { $zone }
problem-end-before-start = la fin prévue doit suivre le début
problem-not-relative-start = un préréglage vaut pour tous les jours : il commence maintenant ou il y a un certain temps, comme 20m
problem-not-relative-end = un préréglage vaut pour tous les jours : il finit un certain temps après le début, comme 8h, ou à une heure du jour, comme 07:00
problem-preset-name = le nom d’un préréglage a de 1 à 40 caractères, tous visibles
problem-locked-by-too-long = le service n’est sûr de garder que 50 caractères
problem-locked-by-control = les sauts de ligne et les caractères de contrôle invisibles ne peuvent être envoyés
problem-token-empty = il n’y a pas de token ; coller celui de la page du profil
problem-token-too-long = c’est plus long que tout token (2048 caractères)
problem-token-character = un token n’a ni espaces, ni sauts de ligne, ni caractères spéciaux ; le copier à nouveau

## What is wanted of a setting's value, where one was given that can't be

wanted-proxy = system, none ou une adresse comme http://proxy.example.org:8080 est attendu ; le mot de passe est demandé, il ne s’écrit pas ici
wanted-tracker-zone = computer ou le nom d’un fuseau horaire est attendu, comme Europe/Berlin ou UTC
wanted-locked-by = 50 caractères au plus sont attendus, tous visibles
wanted-switch = on ou off est attendu
wanted-grace = de 0 à 30 secondes sont attendues
wanted-ask-after = une durée de 30d au plus est attendue, comme 12h ou 1d12h
wanted-remind = off ou quatre durées au plus, de 7d au plus chacune, sont attendues, comme 2h,30m
wanted-quiet-hours = off ou deux heures différentes du jour sont attendues, comme 22:00-07:00
wanted-left-click = menu ou start est attendu
wanted-language = system, en, de, fr, es ou nl est attendu
wanted-log = off, errors ou detailed est attendu
wanted-ca-file = un fichier de certificats (PEM) est attendu, avec son chemin complet
wanted-keys = off ou des touches sont attendues, comme Ctrl+Alt+L ou F9 : Ctrl, Alt, Shift, Super, et une lettre, un chiffre, F1 à F24, Space, Insert, Delete, Home, End, PageUp, PageDown, Up, Down, Left, Right, Pause ou ScrollLock ; sans Ctrl, Alt ou Super, seulement F1 à F24
wanted-keys-taken = { $other } a déjà ces touches

## Moments and lengths of time. The names of days and months come with the program.

moment-full = { $weekday } { $day ->
    [1] 1er
   *[other] { $day }
} { $month } { $year } { $time }
moment-day = { $weekday } { $day ->
    [1] 1er
   *[other] { $day }
} { $month }
moment-dated = { $weekday } { $day ->
    [1] 1er
   *[other] { $day }
} { $month } { $time }
moment-near = { $weekday } { $time }
length-days = { $count } j
length-hours = { $count } h
length-minutes = { $count } min

## What will be sent, in a sentence

plan-now = Commence maintenant
plan-at = Commence { $at }, il y a { $ago }
plan-open = sans fin prévue
plan-until = fin prévue { $at }, dans { $in }
plan-locked-by = clé chez { $name }
plan-private = privée
plan-public = publique : visible par tous sur le profil
plan-zone = Les heures sont celles de { $zone }.
moment-both = { $at } ({ $here } sur cet ordinateur)
ask-far-end = La fin prévue est à plus d’un an : { $at }, dans { $in }. Est-ce bien voulu ?
ask-zone = Rien ne prouve encore que le fuseau horaire du compte est { $zone }.
ask-zone-contradicted = La session la plus récente a été tenue à { $offset }, mais le fuseau du tracker est réglé sur { $zone }.
ask-zone-moment = { $at } dans { $zone }, c’est { $other } dans { $elsewhere }.
ask-zone-moment-alone = { $at } dans { $zone }.
ask-zone-next = Si le fuseau du compte est un autre, le régler d’abord : latchet settings set tracker-zone … Est-ce le bon ?
ask-start = Démarrer cette session ? D’ici, on ne peut pas revenir en arrière.
ask-again = Un démarrage ne se termine que sur le site web.

## Presets

preset-listed = { $name } : { $meaning }
preset-listed-default = { $name } (un clic) : { $meaning }
preset-at = Commence { $at }
preset-ago = Commence il y a { $ago }
preset-for = fin prévue { $length } après le début
preset-until = fin prévue au prochain { $time }
preset-no-such = Il n’y a pas de préréglage nommé { $name }.
preset-known = { $count ->
    [one] Il y en a un : { $names }
   *[other] Il y a ceux-ci : { $names }
}
preset-none = Aucun préréglage n’est encore enregistré.
preset-lost = Le préréglage qu’un clic doit démarrer n’est pas là ou est illisible ; rien n’a été démarré.

## The credential store

vault-missing = Aucun token n’est enregistré.
vault-missing-next = En créer un avec droit d’écriture sur la page du profil, puis : latchet token set
vault-locked = Le trousseau est verrouillé.
vault-locked-next = Le déverrouiller (se connecter au bureau ou ouvrir son gestionnaire de mots de passe), puis réessayer.
vault-denied = Le trousseau n’a pas donné accès au token.
vault-denied-next = Répondre à sa fenêtre, ou y autoriser Latchet, puis réessayer.
vault-no-store = Il n’y a pas de trousseau où garder le token.
vault-no-store-next = En lancer un (sous Linux : gnome-keyring, KWallet ou KeePassXC), ou fournir le token pour un seul démarrage : latchet start --token-stdin
vault-not-responding = Le trousseau ne répond pas.
vault-not-responding-next = Le relancer ou se reconnecter. Rien d’autre ne garde le token ; rien n’a donc été envoyé.
vault-ambiguous = Le trousseau contient { $count } entrées là où il en faudrait une.
vault-ambiguous-next = Supprimer les autres dans son gestionnaire de mots de passe, ou toutes : latchet token remove
vault-unreadable = Ce que contient le trousseau n’est pas un token.
vault-unreadable-next = L’enregistrer à nouveau : latchet token set
vault-not-verified = Le trousseau n’a pas gardé le token reçu.
vault-not-verified-next = Voir si son disque est plein, puis réessayer.
vault-failed = Le trousseau a échoué.
vault-failed-next = Voir si son disque est plein, le relancer ou se reconnecter, puis réessayer.
vault-asking = En attente du trousseau : chercher sa fenêtre.

## Reading from the service

read-unreachable = Le service n’a pas pu être joint.
token-refused = Le service n’accepte pas ce token ; il n’est pas enregistré. A-t-il été copié en entier ?
token-refused-meaning = Le token précédent est gardé.
read-token-invalid = Le service n’accepte pas le token.
read-not-allowed = Ce token n’a pas le droit de lire. Cela ne dit rien du démarrage.
read-status = Le service a répondu avec l’état { $status }.
read-unreadable = La réponse du service n’a pas pu être comprise.

## The journal

journal-not-writable = Le journal ne peut être écrit, donc rien n’est envoyé : { $reason } ({ $path })
journal-damaged = Le journal est endommagé, donc rien n’est envoyé : { $reason } ({ $path })
journal-rescued = Le journal était endommagé. Chaque démarrage lisible se poursuit dans un nouveau ; le fichier endommagé est gardé : { $path }. Voir ce qui n’est pas certain : latchet pending list
journal-newer = Le journal a été écrit par une version plus récente de ce programme, donc rien n’est envoyé. Mettre celui-ci à jour. ({ $path })
journal-other = Le journal appartient à { $origin }. ({ $path })
journal-busy = Un autre programme utilise le journal. Réessayer.
journal-no-such = Il n’y a pas de démarrage portant le numéro { $id } ; voir : latchet pending list
journal-illegal = Rien n’a été fait : { $state ->
    [started] ce démarrage a abouti.
    [refused] ce démarrage a été refusé.
    [cancelled] ce démarrage a été annulé.
    [not_sent] ce démarrage a été abandonné, sans être envoyé.
    [not_started] ce démarrage est réglé : la session n’a pas commencé.
    [unknown] on ne sait pas si ce démarrage a abouti.
    [checking] ce démarrage est en cours de vérification.
    [sending] ce démarrage est en cours d’envoi.
    [not_there] il est prouvé que ce démarrage n’est pas arrivé ; il n’y a rien à régler : le renvoyer ou l’annuler.
    [waiting] ce démarrage attend d’être envoyé ; il n’y a rien à régler.
    [held] ce démarrage attend une réponse ; il n’y a rien à régler.
   *[other] ce n’est pas possible avec ce démarrage ({ $state }).
}
folder-unusable = Le dossier de données est inutilisable, donc rien n’est envoyé : { $reason }
settings-moved = Les paramètres n’ont pas pu être lus. Le fichier est gardé sous { $path } ; les valeurs par défaut sont utilisées.
settings-unusable = Les paramètres ne peuvent être lus, donc rien n’a été fait : { $reason }
other-account = Ce démarrage appartient au compte { $account } ; seul le token de celui-ci peut le vérifier ou l’envoyer.
no-home = Cet utilisateur n’a pas de dossier personnel ; donner à LATCHET_HOME un dossier au choix.
server-bad = LATCHET_SERVER : { $reason }
vault-kind-bad = LATCHET_VAULT : os ou memory est attendu.
route-bad = Rien n’a été envoyé : le chemin vers le service n’est pas praticable.
route-ca-file = Le fichier des certificats reconnus est inutilisable : { $path }
route-ca-file-next = Le remettre, en choisir un autre, ou aucun : latchet settings set ca-file ""
route-ca-file-next-window = Le remettre, en choisir un autre, ou aucun, dans les paramètres.
route-password-bad = il faut un mot de passe de 1 à 682 caractères
route-password-missing = Le mot de passe du proxy n’est pas dans le trousseau.
route-password-next = Le saisir à nouveau : latchet settings set proxy { $proxy }
route-password-next-window = Le saisir à nouveau dans les paramètres.
route-password-prompt = Mot de passe de { $user } pour le proxy (non affiché) :
client-bad = La connexion chiffrée n’a pas pu être établie : { $reason }

## The command line

cli-nothing-sent-ask = Rien n’a été envoyé : il n’y a pas de terminal où poser la question. Ajouter --yes pour démarrer sans question.
cli-nothing-sent-no = Rien n’a été envoyé.
cli-waiting = En attente de la réponse…
cli-not-handed-over = Rien ne reste ici pour s’en charger : { $reason }. À suivre soi-même : latchet pending list
cli-interrupted = Interrompu. Si l’envoi était en cours, latchet pending list l’indique.
cli-clock-skew = L’horloge de cet ordinateur diffère de celle du serveur de { $length }.
cli-recorded = Début inscrit : { $at }
cli-recorded-end = Fin prévue : { $at }
cli-token-prompt = Token (non affiché) :
cli-token-saved = Le token est enregistré dans le trousseau.
cli-token-saved-nick = Le token est enregistré dans le trousseau. Il appartient à { $nick }.
cli-token-saved-nick-window = Valide, et enregistré dans le trousseau. On verra au premier démarrage s’il peut démarrer des sessions.
cli-token-unchecked = Il n’a pas pu être vérifié maintenant : { $why }
cli-token-refused = Il est enregistré, mais le service ne l’accepte pas. A-t-il été copié en entier ?
cli-token-valid = Le token est valide. On verra au premier démarrage s’il peut démarrer une session.
cli-token-valid-nick = Le token est valide et appartient à { $nick }. On verra au premier démarrage s’il peut démarrer une session.
cli-token-no-read = Un token est enregistré. Il n’a pas le droit de lire ; on ne peut en dire plus avant le premier démarrage.
cli-token-removed = Le token est retiré du trousseau. Pour le service, il reste valide jusqu’à sa révocation sur la page du profil.
cli-token-memory = Avec LATCHET_VAULT=memory, un token disparaît à la fin du programme ; il n’y a donc rien où l’enregistrer. Utiliser : latchet start --token-stdin
cli-status-running = La session { $id } est en cours.
cli-status-idle = Aucune session n’est en cours.
cli-status-public-running = Une session publique est en cours. (Ce token n’a pas le droit de lire les privées.)
cli-status-public-idle = Aucune session publique n’est en cours. (Ce token n’a pas le droit de lire les privées.)
cli-status-since = Depuis { $at } ({ $length })
cli-status-end = Fin prévue { $at }, dans { $length }
cli-status-overdue = Fin prévue { $at }, il y a { $length }. On y met fin sur le site web.
cli-status-no-end = Sans fin prévue
cli-status-locked-by = Clé chez { $name }
cli-status-private = Privée
cli-status-public = Publique
cli-status-as-of = Actualisé : { $at }
cli-status-pending = { $count ->
    [one] Un démarrage est en suspens ; voir : latchet pending list
   *[other] { $count } démarrages sont en suspens ; voir : latchet pending list
}
cli-status-offline-none = Aucun démarrage n’est connu ici.
cli-status-offline = Le dernier démarrage connu ici est la session { $id }, du { $at }. Seul le service sait si elle est encore en cours.
cli-history-empty = Pas encore de démarrage.
cli-pending-empty = Chaque démarrage est réglé.
cli-no-such-setting = Il n’y a pas de paramètre nommé { $name } ; voir : latchet settings list
cli-preset-save-one = En enregistrer un : latchet preset save NOM --for 8h
cli-preset-choose = En choisir un autre : latchet preset default NOM, ou aucun : latchet preset default --none
cli-preset-removed = Le préréglage { $name } est supprimé.
cli-preset-no-default = Un clic démarre maintenant, sans préréglage.
cli-preset-unreadable = Un préréglage des paramètres est illisible et n’est pas utilisé : { $name }
cli-practice-ready = Le serveur d’entraînement tourne à { $url } (l’ouvrir dans un navigateur pour voir ses sessions, déplacer leur fin et les terminer). Il s’arrête avec Ctrl-C.
cli-practice-use = L’utiliser : LATCHET_SERVER={ $url } latchet start --token-stdin --yes
cli-practice-failed = Le serveur d’entraînement n’a pas pu démarrer : { $reason }
cli-no-behaviour = { $reason }. Les comportements sont :
cli-unforeseen = Il s’est passé quelque chose d’imprévu : { $reason }
# How a question is to be answered; then the words that mean yes beside the English ones.
cli-yes-no = [o/N]
cli-yes = o oui
cli-log = Ce qui s’est passé est dans { $path }
cli-log-off = Pour que ce soit noté la prochaine fois : latchet settings set log detailed

## What runs, in short lines

live-running = Session { $id }
live-running-no-id = Une session est en cours
live-since = depuis { $at } ({ $length })
live-since-time = depuis { $at }
live-end-time = fin prévue { $at }
live-end = finit { $at }, dans { $length }
live-overdue = la fin était prévue il y a { $length } ; on y met fin sur le site web
live-no-end = sans fin prévue
live-locked-by = clé chez { $name }
live-private = privée
live-public = publique
live-as-of = actualisé : { $at }

## The scheduled end of what runs: that it moved, and that it comes

moved-later = La fin prévue est passée de { $from } à { $to }, { $length } plus tard
moved-earlier = La fin prévue est passée de { $from } à { $to }, { $length } plus tôt
moved-new = La session a maintenant une fin prévue : { $to }
moved-gone = La session n’a plus de fin prévue ; c’était { $from }
moved-what = { $what }.
moved-why = { $what } ({ $why }).
moved-dice = dés
moved-link = lien
moved-luck = chance
moved-manual = à la main
moved-penalty = temps supplémentaire
moved-dom = par l’autre personne
move-start = { $at } : début
move-later = { $at } : fin repoussée
move-earlier = { $at } : fin avancée
move-end = { $at } : fin prévue
reminder-before = { $id ->
    [none] La fin prévue
   *[other] La fin prévue de la session { $id }
} est { $at }, dans { $length }.
reminder-at-end = { $id ->
    [none] La fin prévue
   *[other] La fin prévue de la session { $id }
} est atteinte : { $at }.
reminder-overdue = { $id ->
    [none] La fin prévue
   *[other] La fin prévue de la session { $id }
} était { $at }, il y a { $length }.
reminder-next = On y met fin sur le site web.

## Doctor

doctor-looking = Vérification…
doctor-store-ok = le trousseau répond ; un token est enregistré
doctor-store-empty = le trousseau répond ; aucun token n’est enregistré
doctor-native = fait partie de ce système
doctor-no-bus = pas de bus de session : ce n’est pas une session de bureau
doctor-no-bus-next = La ligne de commande fonctionne quand même.
doctor-mute = présent, mais ne répond pas
doctor-mute-next = Se déconnecter et se reconnecter.
doctor-tray-ok = il y a une place pour l’icône de notification
doctor-tray-none = rien ici n’affiche d’icônes de notification ; des notifications les remplacent, la fenêtre et la ligne de commande fonctionnent quand même
doctor-tray-none-next = Sous GNOME, l’extension « AppIndicator and KStatusNotifierItem Support » les affiche.
doctor-notifications-ok = affichées par { $what }
doctor-notifications-none = rien ici n’affiche de notifications
doctor-notifications-none-next = Installer un service de notifications, comme dunst ou mako, si le bureau n’en a pas.
doctor-portal-ok = { $what }
doctor-portal-none = pas de portail ici ; les raccourcis sous Wayland en ont besoin
doctor-portal-none-next = Installer xdg-desktop-portal et celui du bureau.
doctor-off = désactivé
doctor-autostart-on = le programme de la zone de notification se lance à la connexion
doctor-autostart-bad-shared = ce qui est inscrit n’est pas ce qui a été choisi
doctor-autostart-bad-next = L’inscrire à nouveau : latchet settings set autostart on
doctor-autostart-off-next = Le retirer : latchet settings set autostart off
doctor-shortcuts-system = { $count } définis, par le système
doctor-shortcuts-x11 = { $count } définis, par le serveur X
doctor-shortcuts-portal = { $count } définis, par le portail du bureau
doctor-shortcuts-none = rien ici ne donne de touches aux programmes
doctor-shortcuts-none-next = Les attribuer à des commandes dans les paramètres du bureau : { $commands }
doctor-zone = { $zone }, comme réglé ; celui de cet ordinateur est { $computer } ; fuseaux de { $database }
doctor-zone-alone = { $zone }, comme réglé ; cet ordinateur n’en indique pas ; fuseaux de { $database }
doctor-zone-computer = { $zone }, celui de cet ordinateur ; fuseaux de { $database }
doctor-zone-none = l’ordinateur n’indique pas de fuseau
doctor-zone-none-next = En régler un : latchet settings set tracker-zone Europe/Berlin
doctor-clock-ok = à { $seconds } s au plus de celle du serveur
doctor-clock-bad = diffère de celle du serveur de { $length }
doctor-clock-bad-next = La corriger, de préférence en laissant le système la régler par le réseau.
doctor-clock-unknown = comparaison impossible : le serveur n’a pas indiqué d’heure
doctor-service-ok = { $host } répond
doctor-service-bad = { $host } ne peut être joint : { $why }
doctor-service-bad-shared = le chemin réglé n’est pas praticable
doctor-service-bad-next = Voir si d’autres pages s’ouvrent, et les lignes sur le proxy et les certificats.
doctor-proxy-loopback = non utilisé pour cet ordinateur lui-même
doctor-proxy-off = non utilisé, comme réglé
doctor-proxy-none = aucun ; le système n’en indique pas
doctor-proxy-system = { $address }, du système
doctor-proxy-system-shared = celui du système
doctor-proxy-chosen = { $address }, comme réglé
doctor-proxy-chosen-shared = celui qui a été réglé
doctor-roots-ok = { $count } du système
doctor-roots-none = le système n’en a pas ; aucun serveur ne peut être reconnu
doctor-roots-none-next = Installer le paquet ca-certificates.
doctor-roots-system = le système juge lui-même les certificats
doctor-ca-file = { $count } du fichier réglé
doctor-ca-file-bad = aucun certificat ne peut être lu dans le fichier réglé
doctor-ca-file-bad-next = Indiquer un fichier de certificats (PEM) : latchet settings set ca-file FICHIER
doctor-journal-ok = { $path }
doctor-journal-bad-shared = il est inutilisable : { $code }
doctor-settings-ok = { $path }
doctor-log-off = désactivé
doctor-log-errors = erreurs
doctor-log-detailed = détaillé
doctor-versions = latchet { $latchet } ; { $system } ; bureau : { $desktop } ; SQLite { $sqlite }
doctor-desktop-none = non indiqué

## Leaving no trace

trace-none = Il n’y a rien de ce programme sur cet ordinateur.
trace-plan = Voici ce qui est retiré de cet ordinateur :
trace-program = le programme en cours : { $what }
trace-token = le token pour { $what }
trace-password = le mot de passe pour { $what }
trace-autostart = l’entrée qui lance le programme à la connexion
trace-journal = le journal { $what }
trace-web-view = ce que la fenêtre a gardé : { $what }
trace-log = le fichier de suivi { $what }
trace-settings = les paramètres { $what }
trace-other = autre chose dans un dossier propre à ce programme : { $what }
trace-folder = le dossier { $what }
trace-unsettled = { $count ->
    [one] Un démarrage est en suspens. Il est oublié :
   *[other] { $count } démarrages sont en suspens. Ils sont oubliés :
}
trace-unsettled-next = Plus rien ne s’en occupera ; regarder sur le site web.
trace-unsettled-one = { $server }, démarrage { $id } : { $state }
trace-ask = Tout retirer ?
trace-ask-unsettled = Vraiment, avec ce qui est en suspens ?
trace-ask-first = Ceci pose une question, et il n’y a personne à qui la poser. Avec --yes, elle est omise. Rien n’a été retiré.
trace-not-done = Rien n’a été retiré.
trace-exported = Les paramètres et les démarrages sont dans { $path }
trace-export-inside = { $path } serait retiré avec le reste. Indiquer un fichier ailleurs.
trace-export-failed = Rien n’a été exporté, ni retiré : { $reason }
trace-gone = retiré
trace-left = resté
trace-all-gone = Tout est retiré.
trace-some-left = Tout n’est pas retiré.
trace-left-sending = un démarrage est en cours d’envoi ; réessayer
trace-left-runs = un programme tourne encore ; le quitter par son menu, puis réessayer
trace-left-io = { $reason }
trace-left-again = c’est revenu ; un programme tourne encore
trace-not-promised = Hors de portée de ce programme : copies dans les sauvegardes et sur le disque, le site web, le navigateur, l’historique du shell, les journaux et autorisations du bureau.

## The tray

tray-title = Latchet
tray-unread = Pas encore vérifié
tray-looking = Vérification…
tray-sending = Envoi…
tray-idle = Rien en cours
tray-public-running = Une session publique est en cours
tray-public-idle = Rien de public en cours
tray-last = { $at } : { $what }
tray-start = Démarrer maintenant
    .key = d
tray-start-preset = Démarrer maintenant : { $name }
tray-earlier = Commencée plus tôt
    .key = c
tray-ago = { $minutes ->
    [one] il y a { $minutes } minute
   *[other] il y a { $minutes } minutes
}
tray-presets = Démarrer avec
    .key = a
tray-more = { $count ->
    [one] Un autre est en suspens…
   *[other] { $count } autres sont en suspens…
}
tray-website = Ouvrir le site web
    .key = w
tray-grace = Commence dans un instant
tray-details = Détails
    .key = l
tray-older = Numéro { $id } : { $what }…
tray-number = Numéro { $id }…
tray-send = Envoyer maintenant
    .key = e
tray-check = Vérifier maintenant
    .key = v
tray-cancel = Annuler
    .key = n
tray-token-save = Enregistrer un token…
tray-token-replace = Enregistrer un autre token…
tray-token-no-write = Le token ne peut pas démarrer de session…
tray-store = Voir ce qu’a le trousseau…
tray-journal = Le journal est inutilisable
tray-journal-open = Voir ce qui ne va pas…
tray-open = Ouvrir…
    .key = o
tray-hide = Masquer maintenant
    .key = m
tray-show = Afficher à nouveau
    .key = f
tray-quit = Quitter
    .key = q
tray-no-host = Rien ici n’affiche d’icônes de notification. L’icône apparaîtra dès que ce sera possible.
tray-no-watch = Les changements ne peuvent être remarqués ici : { $reason }. La vérification se fait à l’ouverture du menu.
tray-no-bus = Il n’y a pas de bus de session ici, donc pas d’icône de notification : { $reason }
tray-handed-over = Le programme de la zone de notification tourne déjà.
tray-other = Un programme de la zone de notification tourne déjà, pour un autre service ou dossier de données. Quitter d’abord celui-là.
tray-mute = Un programme de la zone de notification tourne déjà et ne répond pas. Y mettre fin, puis réessayer.
tray-failed = L’icône de notification n’a pas pu être affichée : { $reason }
website-failed = Le site web n’a pas pu être ouvert : { $reason }
window-missing = La fenêtre n’est pas installée : { $name } n’a été trouvé ni à côté de ce programme ni dans le chemin.
window-failed = La fenêtre n’a pas pu être ouverte : { $reason }
notify-title = Latchet
notify-grace = { $seconds ->
    [one] Commence dans { $seconds } seconde.
   *[other] Commence dans { $seconds } secondes.
}
notify-cancel = Annuler
notify-send = Envoyer maintenant
notify-check = Vérifier maintenant
notify-website = Ouvrir le site web
notify-open = Ouvrir
notify-discreet = Il y a quelque chose à regarder.
notify-nothing-started = Rien n’a été démarré.
notify-unforeseen = Le démarrage s’est terminé de façon imprévue.
notify-look = Ouvrir Latchet pour en voir plus.

## The window's form. Each is handed to the page as it stands, without values.

form-nav = Vues
form-view-start = Démarrer
form-view-history = Historique
form-view-settings = Paramètres
form-practice = Entraînement
form-practice-meaning = Rien ici n’atteint le vrai service.
form-first = Bienvenue
form-first-what = Latchet démarre une session quand on appuie sur « Démarrer ». Il envoie quand elle commence et finit, chez qui est la clé et si elle est publique, et rien d’autre.
form-first-kept = Les valeurs habituelles peuvent être gardées plus bas comme préréglages ; tout le reste est sous « Paramètres ».
form-first-practise = S’entraîner plutôt
form-first-skip = Passer
form-zone = Fuseau horaire du compte
form-zone-set = Régler
form-running = En cours maintenant
form-running-looking = Vérification…
form-running-refresh = Vérifier à nouveau
form-running-website = La terminer ou la modifier sur le site web
form-token = Token
form-token-looking = Recherche du token…
form-token-asking = En attente du trousseau : chercher sa fenêtre.
window-token-saved = Token enregistré
window-token-of = Token de { $nick }
form-token-replace = Remplacer…
form-token-remove = Retirer…
form-token-again = Vérifier à nouveau
form-token-intro = Un démarrage demande un token avec droit d’écriture. Il est gardé dans le trousseau de cet ordinateur.
form-token-profile = En créer un sur la page du profil
form-token-paste = Coller le token
form-token-typed = ou le saisir :
form-token-save = Enregistrer
form-token-remove-question = Retirer le token de cet ordinateur ?
form-token-remove-meaning = Pour le service, il reste valide jusqu’à sa révocation sur la page du profil.
form-token-keep = Garder
form-token-remove-yes = Retirer
form-pending = En suspens
form-preset = Préréglage
form-preset-none = Aucun
form-preset-one-click = un clic
form-preset-changed = modifié
form-preset-first = Garder comme préréglage…
form-preset-edit = Modifier…
form-preset-name = Enregistrer ce qui suit sous
form-preset-save = Enregistrer
form-preset-default = Utiliser pour un clic
form-preset-remove = Supprimer
form-preset-saved = Enregistré.
form-preset-removed = Supprimé.
form-preset-undo = Rétablir
form-start = Début
form-start-now = Maintenant
form-start-ago = Il y a
form-start-at = Heure exacte
form-end = Fin prévue
form-end-open = Aucune
form-end-for = Après
form-end-until = Jusqu’à
form-locked-by = Clé chez
form-locked-by-none = facultatif
form-public = Publique
form-public-meaning = Visible par tous sur le profil.
form-pending-send = Envoyer maintenant
form-pending-look = Vérifier maintenant
form-pending-cancel = Annuler
form-pending-settle = Vérifié sur le site web…
form-settle-number = Elle y porte le numéro
form-settle-yes = Enregistrer
form-settle-no = Elle n’y est pas
form-settle-wrong = il faut le numéro de la session, en chiffres, comme le site web le montre
form-asks = Avant de démarrer
form-asks-no = Modifier
form-asks-yes = Démarrer quand même
form-changed = Rien n’a été envoyé : quelque chose a changé entre-temps. Regarder, puis démarrer.
form-incomplete = Quelque chose plus haut n’est pas encore complet.
form-see-field = Rien n’a été démarré. Voir ce qui est marqué plus haut.
form-waiting = En attente de la réponse. Cela peut prendre jusqu’à 25 secondes.
form-send = Démarrer
form-sending = Envoi…

## What to do next, where it is done in the window

refused-token-next-window = Il a été révoqué ou mal saisi. En créer un nouveau sur la page du profil et le remplacer ici.
refused-permission-next-window = En créer un avec droit d’écriture sur la page du profil et le remplacer ici.
journal-rescued-window = Le journal était endommagé. Chaque démarrage lisible se poursuit dans un nouveau ; le fichier endommagé est gardé : { $path }.
preset-lost-window = Le préréglage qu’un clic doit démarrer n’est pas là ou est illisible : en choisir un autre sous « Modifier ».
refused-overlap-next-window = Une session en cours se termine sur le site web.
refused-status-next-window = Si cela persiste, voir ce qu’en dit, dans un terminal : latchet doctor
waiting-next-window = Il part de lui-même dès que c’est possible.
held-next-window = L’envoyer quand même, avec son heure d’origine, ou l’annuler.
held-next-cancel-window = L’annuler.
ask-zone-next-window = Est-ce le bon ? Si le fuseau du compte est un autre, le régler d’abord ici.
unknown-unrecorded-next-window = Le prochain démarrage vérifie d’abord.
unknown-next-window = La faire vérifier maintenant, ou indiquer ce que montre le site web. D’ici là, rien d’autre n’est démarré, pour qu’il n’y en ait pas deux.
not-there-next-window = Le renvoyer avec son heure d’origine, ou l’annuler.
apart-later-window = Le service a inscrit le début { $length } plus tard que voulu : il lit les heures à { $offset }, pas dans { $zone }. Régler ce fuseau sous « Paramètres » avant le prochain démarrage avec une heure.
apart-earlier-window = Le service a inscrit le début { $length } plus tôt que voulu : il lit les heures à { $offset }, pas dans { $zone }. Régler ce fuseau sous « Paramètres » avant le prochain démarrage avec une heure.
zone-mismatch-window = Le service tient l’heure de ce compte à { $offset }, mais le fuseau du tracker est réglé sur { $zone } ({ $here }) : les heures diffèrent de { $length }. Régler le fuseau du compte sous « Paramètres » avant le prochain démarrage avec une heure.
journal-no-such-window = Il n’y a plus de démarrage portant le numéro { $id }.
window-start-said = { $at }, il y a { $length }
window-end-said = { $at }, dans { $length }
window-doubled = cette heure revient deux fois ce jour-là ; indiquer laquelle
window-doubled-earlier = { $at }, la première ({ $offset })
window-doubled-later = { $at }, la seconde ({ $offset })
window-dial-left = restant
window-dial-over = après la fin
window-dial-so-far = jusqu’ici
window-preset-exists = un préréglage de ce nom existe déjà ; enregistrer encore une fois pour le remplacer
window-end-moved = Rien n’a été envoyé : la fin prévue était { $shown } il y a un instant, et c’est maintenant { $end }. Regarder, puis démarrer.
window-no-icon = Aucune icône de notification n’est affichée ici ; des notifications les remplacent.
window-no-icon-next = Sous GNOME, l’extension « AppIndicator and KStatusNotifierItem Support » les affiche.
window-no-number = aucune session ne peut avoir ce numéro
window-number-taken = la session { $number } vient d’un autre démarrage ; voir quel numéro porte celle-ci
blocked-next-window = Il figure plus haut, parmi ceux en suspens.
vault-missing-next-window = En créer un avec droit d’écriture sur la page du profil, puis le coller ici.
vault-no-store-next-window = En lancer un (sous Linux : gnome-keyring, KWallet ou KeePassXC), puis rouvrir cette fenêtre.
vault-ambiguous-next-window = Supprimer les autres dans son gestionnaire de mots de passe, ou toutes ici.
vault-unreadable-next-window = L’enregistrer à nouveau ici.

## Shortcuts: what they are named on the desktop, and why keys do nothing

tray-none-to-hide = Aucun programme ne tourne ici dans la zone de notification ; il n’y a rien à masquer.
tray-hide-by-keys = Ici, son menu et son raccourci le masquent.
shortcut-start = Démarrer maintenant
shortcut-open = Ouvrir la fenêtre
shortcut-hide = Tout masquer
shortcut-refused = { $keys } ne fait rien ici : le système n’a pas accepté ces touches.
shortcut-taken = { $keys } ne fait rien ici : un autre programme a ces touches.
shortcut-no-such-key = { $keys } ne fait rien ici : le clavier n’a pas cette touche.
shortcut-impossible = Le bureau ne donne pas de raccourcis aux programmes. Attribuer ces commandes dans ses propres paramètres : { $commands }
shortcut-not-given = Le bureau n’a pas donné les raccourcis. Les choisir à nouveau, ou attribuer ces commandes dans ses propres paramètres : { $commands }
shortcut-ended = Le bureau a mis fin aux raccourcis. Jusqu’à la prochaine connexion, attribuer ces commandes dans ses propres paramètres : { $commands }

## The settings, each in a sentence

setting-tracker-zone = Le fuseau horaire du compte sur le service.
setting-locked-by = Chez qui est la clé quand un démarrage ne le dit pas.
setting-tray = Un petit programme reste dans la zone de notification et s’occupe de ce qui attend.
setting-grace = Pendant tant de secondes, un démarrage en un clic peut être annulé.
setting-ask-after = Un démarrage qui a attendu si longtemps pose la question avant d’être envoyé.
setting-remind = Rappel si longtemps avant une fin prévue.
setting-quiet-hours = Aucun rappel n’est montré pendant ces heures.
setting-left-click = Ce que fait un clic gauche sur l’icône de notification.
setting-icon-progress = L’icône de notification montre où en est une session.
setting-language = La langue de tout ce qui s’affiche.
setting-autostart = Le programme de la zone de notification se lance à la connexion, sans se montrer.
setting-shortcut-start = Ces touches démarrent une session, de partout.
setting-shortcut-open = Ces touches ouvrent la fenêtre.
setting-shortcut-hide = Ces touches masquent tout d’un coup et ne changent aucune session.
setting-discreet = Rien de ce que d’autres peuvent voir ne dit ce qui est en cours.
setting-log = Ce qui est écrit dans le fichier de suivi sur cet ordinateur ; jamais le token.
setting-proxy = Le proxy sur le chemin du service.
setting-ca-file = Un fichier de certificats reconnus en plus de ceux du système.

## Starting at log-in

autostart-registered = Le programme de la zone de notification se lance à la connexion.
autostart-not = Rien n’est inscrit pour se lancer à la connexion.
autostart-disabled = L’entrée est désactivée dans les paramètres du système ; l’y activer, ou l’activer à nouveau ici.
autostart-gone = L’entrée lance { $path }, qui n’est plus là ; l’activer à nouveau.
autostart-edited = L’entrée lance autre chose ; l’activer à nouveau pour qu’elle lance ce programme.
autostart-bound = Le lancement à la connexion ne peut être réglé tant que { $name } est défini : le programme se lancerait sans cela.
autostart-sandbox = Le lancement à la connexion n’est pas encore possible dans { $kind }. Ajouter le programme dans les paramètres du bureau.
autostart-no-home = Le lancement à la connexion ne peut être réglé : cet utilisateur n’a pas de dossier personnel.
autostart-no-program = Le lancement à la connexion n’a pas été réglé : { $path } n’est pas là.
autostart-unwritable = Le lancement à la connexion n’a pas été réglé : le chemin { $path } ne peut être écrit dans une entrée.
autostart-not-kept = Le système n’a pas gardé l’entrée telle qu’elle a été écrite.
autostart-failed = Le lancement à la connexion n’a pas été modifié : { $reason }.

## Links that fill in the form

link-too-long = Le lien est trop long. Il n’a rien rempli.
link-unreadable = Le lien est illisible. Il n’a rien rempli.
link-contradicts = Le lien se contredit. Il n’a rien rempli.
link-no-preset = Le lien nomme un préréglage qui n’existe pas ici. Il n’a rien rempli.
link-filled = Un lien a rempli ce formulaire. Le regarder avant de démarrer.
link-asks = Un lien veut remplir ce formulaire.
link-use = L’utiliser
link-ignore = Ignorer

## The history: what this computer recorded beside what the service lists

history-session = Session { $id }
history-ended = finie { $at }, après { $length }
history-runs = en cours depuis { $length }
history-scheduled = fin prévue { $at }
history-place-here = ici
history-place-service = sur le service
history-place-both = les deux
history-other-start = Sur le service, elle commence { $at }.
history-other-name = Sur le service, la clé est chez { $name }.
history-no-name = Le service ne nomme personne qui ait la clé.
history-public = Sur le service, elle est publique.
history-private = Sur le service, elle est privée.
history-missing = Le service ne la mentionne pas.
history-day = { $day } : { $length }
history-span = Session { $id } : du { $from } au { $to }, { $length }
history-span-runs = Session { $id } : depuis { $from }, { $length } jusqu’ici
history-span-start = Session { $id } : commencée { $from } ; sa fin n’est pas connue ici
history-count-here = { $count ->
    [one] { $count } démarrage de cet ordinateur.
   *[other] { $count } démarrages de cet ordinateur.
}
history-count-there = { $count ->
    [one] { $count } session sur le service
   *[other] { $count } sessions sur le service
}
history-unread = Il peut y en avoir de plus anciennes ; elles n’ont pas été lues.
history-reading = Lecture de ce que le service mentionne…
history-not-read = Ce que le service mentionne n’a pas pu être lu.
history-again = Vérifier à nouveau
history-further = Lire les plus anciennes
history-none = Rien encore.
history-rows = Démarrages et sessions, les plus récents d’abord
history-when = Quand
history-what = Quoi
history-where = Où
history-more = Afficher les plus anciennes
history-before-1 = Le mois d’avant
history-after-1 = Le mois d’après
history-before-12 = L’année d’avant
history-after-12 = L’année d’après
history-export = Tout, dans un fichier :
history-csv = CSV, pour un tableur
history-json = JSON
history-days = { $count ->
    [0] Aucun temps de session connu ici.
    [one] En session un jour, pendant { $length }.
   *[other] En session { $count } jours, pendant { $length }.
}
export-nowhere = il n’y a pas de dossier pour cela
export-written = Écrit : { $path }
export-show = Afficher dans son dossier
export-shown = Son dossier est affiché.

## The settings in the window: their groups, a name for each, and words for their values

settings-start = Démarrages
settings-end = Rappels
settings-tray = Zone de notification
settings-sight = Ce qui se voit
settings-keys = Touches
settings-network = Réseau et suivi
settings-doctor = Cet ordinateur
settings-doctor-what = Examine ce dont Latchet a besoin : le trousseau, la zone de notification, l’horloge, le réseau. Le token n’est pas envoyé.
settings-doctor-look = Examiner cet ordinateur
settings-doctor-again = Examiner à nouveau
settings-doctor-copy = Copier le rapport
settings-doctor-copied = Copié. Il ne contient ni nom, ni adresse, ni chemin personnels.
check-ok = en ordre
check-bad = pas en ordre
check-open = non utilisé
check-credential-store = Trousseau
check-tray = Zone de notification
check-notifications = Notifications
check-portal = Portail
check-autostart = Démarrage à l’ouverture de session
check-shortcuts = Raccourcis
check-time-zone = Fuseau horaire
check-clock = Horloge
check-service = Service
check-proxy = Proxy
check-trust-roots = Certificats de confiance
check-journal = Journal
check-settings = Réglages
check-log = Suivi
check-versions = Versions
settings-leave = Ne laisser aucune trace
settings-leave-what = Supprime le token, le journal, les réglages et tout ce que Latchet garde sur cet ordinateur, puis vérifie que c’est parti. Les sessions sur le site restent.
settings-leave-see = Voir de quoi il s’agit
settings-leave-export = Exporter d’abord
settings-leave-keep = Garder
settings-leave-yes = Tout supprimer
settings-leave-really = Tout supprimer quand même
settings-leave-close = Fermer
settings-leave-again = Réessayer
window-left = Tout ce qui était gardé ici est supprimé. Il ne reste qu’à fermer cette fenêtre.
settings-empty = vide
settings-on = activé
settings-off = désactivé
settings-saved = Enregistré.
settings-password = Il est gardé dans le trousseau de cet ordinateur et n’est affiché nulle part.
settings-undo = Rétablir
settings-reset = Revenir à : { $value }
label-tracker-zone = Fuseau horaire
label-locked-by = Clé chez
label-grace = Délai d’annulation, en secondes
label-ask-after = Demander après
label-remind = Rappel avant la fin
label-quiet-hours = Heures calmes
label-tray = Zone de notification
label-autostart = Lancer à la connexion
label-left-click = Clic gauche
label-icon-progress = Progression dans l’icône
label-language = Langue
label-discreet = Discret
label-shortcut-start = Démarrer
label-shortcut-open = Ouvrir la fenêtre
label-shortcut-hide = Tout masquer
label-proxy = Proxy
label-ca-file = Certificats
label-log = Fichier de suivi
setting-left-click-menu = ouvre le menu
setting-left-click-start = démarre une session
setting-language-system = comme le système
setting-language-en = English
setting-language-de = Deutsch
setting-language-fr = Français
setting-language-es = Español
setting-language-nl = Nederlands
setting-log-off = rien
setting-log-errors = ce qui échoue
setting-log-detailed = chaque étape
