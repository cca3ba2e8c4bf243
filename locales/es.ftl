### Español. Todos los textos que lee una persona; neutros, porque otros pueden verlos.
###
### Las instrucciones van en infinitivo; no se tutea ni se trata de usted.
### Palabras: session = sesión; start = inicio; scheduled end = fin previsto; token = token (el); service = servicio;
### credential store = almacén de contraseñas; preset = preajuste; journal = registro; tray = bandeja; locked by = llave con;
### not settled = sin aclarar; settle = aclarar; take back = retirar; write permission = permiso de escritura.

## The outcome of a start: what happened, what it means, what to do next

started = La sesión { $id } ha empezado.
started-no-id = La sesión ha empezado.
started-no-id-meaning = El servicio no ha dicho su número.
refused-input = El servicio ha rechazado el inicio: no acepta lo que se ha enviado.
refused-token = El servicio no acepta el token.
refused-token-next = Fue revocado o está mal escrito. Crear uno nuevo en la página del perfil y guardarlo: latchet token set
refused-not-ours = Algo en el camino ha rechazado el inicio con el estado { $status }, y puede que no fuera el servicio.
refused-not-ours-next = Un proxy o una página de acceso de la red puede hacerlo. Revisar la red y volver a iniciar.
refused-permission = Este token no tiene permiso de escritura, así que no puede iniciar una sesión.
refused-permission-next = Crear uno con permiso de escritura en la página del perfil y guardarlo: latchet token set
refused-overlap = Ya hay otra sesión a esa hora; no se ha iniciado nada.
refused-overlap-next = Verla: latchet status. Una sesión en curso se termina en el sitio web.
refused-status = El servicio ha rechazado el inicio con el estado { $status }.
refused-status-next = Si continúa, comprobar la dirección: latchet doctor
refused-nothing-recorded = No se ha registrado ninguna sesión.
server-words = El servicio dice: «{ $words }»
not-sent = El inicio no se ha enviado, así que no ha empezado ninguna sesión.
not-sent-name-not-found = No se ha encontrado el nombre del servidor: parece que no hay red.
not-sent-no-connection = No se ha podido llegar al servidor.
not-sent-connect-timeout = El servidor no ha respondido a tiempo.
not-sent-not-trusted = No hay una conexión cifrada de confianza con el servidor: no se ha aceptado su certificado, o algo se interpone.
not-sent-no-proxy = No se ha podido llegar al proxy.
not-sent-proxy-wants-password = El proxy pide usuario y contraseña, u otros distintos de estos.
not-sent-proxy-refused = El proxy no ha dejado pasar hasta el servidor.
not-sent-not-built = No se ha podido formar la petición. Es un defecto del programa.
not-sent-next = Volver a iniciar cuando haya red.
unknown = No se sabe si la sesión ha empezado.
unknown-interrupted = El programa terminó mientras enviaba.
unknown-unrecorded = Salió, pero no se ha podido anotar qué fue de él: { $reason }.
unknown-unrecorded-next = El próximo inicio lo comprueba primero. Ver lo que se sabe: latchet pending list
unknown-status = El servidor ha respondido con el estado { $status }.
unknown-busy = El servidor estaba demasiado ocupado para responder (estado { $status }).
unknown-moved = El servidor ha remitido a otro lugar (estado { $status }); no se ha seguido.
unknown-unreadable = La respuesta (estado { $status }) no lo dice. Así se ve una página de acceso de la red.
unknown-timed-out = El servidor no ha respondido a tiempo.
unknown-connection-lost = La conexión se cortó después de enviar el inicio.
unknown-doubtful = El servicio muestra una sesión que podría ser esta, o no.
unknown-checking = Se está preguntando al servicio.
unknown-not-allowed = El token no puede leer, así que desde aquí no se puede averiguar.
unknown-not-looked = Ahora no se ha podido preguntar al servicio.
unknown-looked = Se ha preguntado al servicio y todavía no la muestra.
zone-mismatch = El servicio lleva la hora de esta cuenta en { $offset }, pero la zona del tracker es { $zone } ({ $here }): las horas difieren en { $length }. Ajustar la zona de la cuenta antes del próximo inicio con hora: latchet settings set tracker-zone …
apart-later = El servicio ha registrado el inicio { $length } más tarde de lo previsto: lee las horas en { $offset }, no en { $zone }. Ajustar esa zona antes del próximo inicio con hora: latchet settings set tracker-zone …
apart-earlier = El servicio ha registrado el inicio { $length } antes de lo previsto: lee las horas en { $offset }, no en { $zone }. Ajustar esa zona antes del próximo inicio con hora: latchet settings set tracker-zone …
not-there = El inicio no ha llegado: se ha preguntado dos veces al servicio y no lo muestra.
not-there-next = Enviarlo de nuevo con su hora original: latchet pending send { $id }, o retirarlo: latchet pending cancel { $id }
unknown-next = Mirar en el sitio web si está allí e indicarlo: latchet pending settle { $id } --started NÚMERO, o --not-started. Hasta entonces no se inicia nada más, para que no sean dos.
waiting = El inicio aún no se ha enviado. Espera y conserva su hora.
waiting-no-answer = El servicio no ha respondido lo que hay que saber antes.
waiting-token = El servicio ya no acepta el token.
waiting-other-account = El token guardado es de otra cuenta y no puede enviarlo.
waiting-next = Sale solo en cuanto sea posible. Para retirarlo: latchet pending cancel { $id }
held = El inicio no se ha enviado. Espera una respuesta.
held-far-end = Su fin previsto está a más de un año.
held-too-long = Ha esperado tanto que los planes pueden haber cambiado.
held-overtaken = Entretanto ha empezado otra sesión.
held-cannot-tell = Este token no puede leer, así que no se sabe si entretanto ha empezado otra sesión.
held-zone = Indica una hora al servicio, y no está demostrado que la zona del tracker sea la de la cuenta.
held-end-passed = Su fin previsto ya ha pasado.
held-next = Enviarlo de todos modos, con su hora original: latchet pending send { $id }, o retirarlo: latchet pending cancel { $id }
held-next-cancel = Retirarlo: latchet pending cancel { $id }
cancelled = El inicio se ha retirado. No se ha enviado nada.
lapsed = El inicio se ha retirado: no había nada que lo enviara al acabar el plazo para deshacer. No se ha enviado nada.
grace = El inicio está a punto de enviarse.
settled-started = Encontrada en el sitio web como sesión { $id }.
settled-not-started = Comprobado en el sitio web: no ha empezado.
intended = El inicio está anotado; no se ha enviado nada.
sending = El inicio se está enviando.
blocked = No se ha enviado nada: un inicio anterior (número { $id }) sigue sin aclarar.
blocked-next = Verlo con: latchet pending list
busy = No se ha enviado nada: otro inicio ha estado en camino todo el tiempo.
busy-next = Intentarlo de nuevo en un momento.

## What is wrong with what was filled in

problem-not-a-moment = hacen falta fecha y hora, como 2026-01-31 17:30
problem-not-a-moment-or-time = hacen falta fecha y hora, como 2026-01-31 17:30, o solo una hora, como 07:00
problem-year = el año debe estar entre 1970 y 9999
problem-not-a-length = una duración se escribe como 20m, 8h o 3d12h
problem-zero = una duración de cero no tiene sentido aquí
problem-too-long = una duración no puede pasar de 36525 días
problem-skipped-hour = los relojes de { $zone } se adelantaron por encima de esta hora, así que nunca existió; elegir una anterior o posterior
problem-doubled-hour = los relojes de { $zone } muestran esta hora dos veces; escribir { $earlier } o { $later }
problem-start-in-future = un inicio no puede estar en el futuro; en { $zone } son las { $now }
problem-end-in-past = el fin previsto está en el pasado; en { $zone } son las { $now }
problem-end-before-start = el fin previsto debe ser posterior al inicio
problem-not-relative-start = un preajuste vale para cualquier día: empieza ahora o hace un tiempo, como 20m
problem-not-relative-end = un preajuste vale para cualquier día: termina un tiempo después del inicio, como 8h, o a una hora del día, como 07:00
problem-preset-name = el nombre de un preajuste tiene de 1 a 40 caracteres, todos visibles
problem-locked-by-too-long = el servicio solo conserva con seguridad 50 caracteres
problem-locked-by-control = los saltos de línea y los caracteres de control invisibles no se pueden enviar
problem-token-empty = falta el token; pegar el de la página del perfil
problem-token-too-long = es más largo que cualquier token (2048 caracteres)
problem-token-character = un token no tiene espacios, saltos de línea ni caracteres especiales; copiarlo de nuevo

## What is wanted of a setting's value, where one was given that can't be

wanted-proxy = se espera system, none o una dirección como http://proxy.example.org:8080; la contraseña se pregunta, no se escribe aquí
wanted-tracker-zone = se espera computer o el nombre de una zona horaria, como Europe/Berlin o UTC
wanted-locked-by = se esperan como máximo 50 caracteres, todos visibles
wanted-switch = se espera on u off
wanted-grace = se esperan de 0 a 30 segundos
wanted-ask-after = se espera una duración de 30d como máximo, como 12h o 1d12h
wanted-remind = se espera off o como máximo cuatro duraciones de 7d como máximo, como 2h,30m
wanted-quiet-hours = se espera off o dos horas del día distintas, como 22:00-07:00
wanted-left-click = se espera menu o start
wanted-language = se espera system, en, de, fr, es o nl
wanted-log = se espera off, errors o detailed
wanted-ca-file = se espera un archivo de certificados (PEM), con su ruta completa
wanted-keys = se espera off o teclas como Ctrl+Alt+L o F9: Ctrl, Alt, Shift, Super, y una letra, una cifra, F1 a F24, Space, Insert, Delete, Home, End, PageUp, PageDown, Up, Down, Left, Right, Pause o ScrollLock; sin Ctrl, Alt ni Super, solo F1 a F24
wanted-keys-taken = { $other } ya tiene estas teclas

## Moments and lengths of time. The names of days and months come with the program.

moment-full = { $weekday } { $day } { $month } { $year } { $time }
moment-day = { $weekday } { $day } { $month }
moment-dated = { $weekday } { $day } { $month } { $time }
moment-near = { $weekday } { $time }
length-days = { $count } d
length-hours = { $count } h
length-minutes = { $count } min

## What will be sent, in a sentence

plan-now = Empieza ahora
plan-at = Empieza { $at }, hace { $ago }
plan-open = sin fin previsto
plan-until = fin previsto { $at }, en { $in }
plan-locked-by = llave con { $name }
plan-private = privada
plan-public = pública: todos pueden verla en el perfil
plan-zone = Las horas son las de { $zone }.
moment-both = { $at } ({ $here } en este ordenador)
ask-far-end = El fin previsto está a más de un año: { $at }, en { $in }. ¿Es correcto?
ask-zone = Aún no está demostrado que la zona horaria de la cuenta sea { $zone }.
ask-zone-contradicted = La sesión más reciente se llevó en { $offset }, pero la zona del tracker es { $zone }.
ask-zone-moment = { $at } en { $zone } es { $other } en { $elsewhere }.
ask-zone-moment-alone = { $at } en { $zone }.
ask-zone-next = Si la zona de la cuenta es otra, ajustarla primero: latchet settings set tracker-zone … ¿Es la correcta?
ask-start = ¿Iniciar esta sesión? Desde aquí no se puede deshacer.
ask-again = Un inicio solo se puede terminar en el sitio web.

## Presets

preset-listed = { $name }: { $meaning }
preset-listed-default = { $name } (un clic): { $meaning }
preset-at = Empieza { $at }
preset-ago = Empieza hace { $ago }
preset-for = fin previsto { $length } después del inicio
preset-until = fin previsto la próxima vez que sean las { $time }
preset-no-such = No hay ningún preajuste llamado { $name }.
preset-known = { $count ->
    [one] Hay uno: { $names }
   *[other] Hay estos: { $names }
}
preset-none = Aún no hay ningún preajuste guardado.
preset-lost = El preajuste que un clic debe iniciar no está o no se puede leer, así que no se ha iniciado nada.

## The credential store

vault-missing = No hay ningún token guardado.
vault-missing-next = Crear uno con permiso de escritura en la página del perfil y luego: latchet token set
vault-locked = El almacén de contraseñas está bloqueado.
vault-locked-next = Desbloquearlo (entrar en el escritorio o abrir su gestor de contraseñas) e intentarlo de nuevo.
vault-denied = El almacén de contraseñas no ha dado acceso al token.
vault-denied-next = Responder a su diálogo, o permitir Latchet en él, e intentarlo de nuevo.
vault-no-store = No hay ningún almacén de contraseñas donde guardar el token.
vault-no-store-next = Abrir uno (en Linux: gnome-keyring, KWallet o KeePassXC), o entregar el token para un solo inicio: latchet start --token-stdin
vault-not-responding = El almacén de contraseñas no responde.
vault-not-responding-next = Reiniciarlo o volver a entrar. Nada más guarda el token, así que no se ha enviado nada.
vault-ambiguous = El almacén de contraseñas contiene { $count } entradas donde debería haber una.
vault-ambiguous-next = Quitar las demás en su gestor de contraseñas, o todas: latchet token remove
vault-unreadable = Lo que contiene el almacén de contraseñas no es un token.
vault-unreadable-next = Guardarlo de nuevo: latchet token set
vault-not-verified = El almacén de contraseñas no ha conservado el token que recibió.
vault-not-verified-next = Ver si su disco está lleno e intentarlo de nuevo.
vault-failed = El almacén de contraseñas ha fallado.
vault-failed-next = Ver si su disco está lleno, reiniciarlo o volver a entrar, e intentarlo de nuevo.
vault-asking = Esperando al almacén de contraseñas: buscar su diálogo.

## Reading from the service

read-unreachable = No se ha podido llegar al servicio.
token-refused = El servicio no acepta este token, así que no se guarda. ¿Se copió entero?
token-refused-meaning = Se conserva el token anterior.
read-token-invalid = El servicio no acepta el token.
read-not-allowed = Este token no puede leer. Eso no dice nada sobre iniciar.
read-status = El servicio ha respondido con el estado { $status }.
read-unreadable = No se ha podido entender la respuesta del servicio.

## The journal

journal-not-writable = No se puede escribir el registro, así que no se envía nada: { $reason } ({ $path })
journal-damaged = El registro está dañado, así que no se envía nada: { $reason } ({ $path })
journal-rescued = El registro estaba dañado. Cada inicio legible continúa en uno nuevo; el archivo dañado se conserva: { $path }. Ver lo que no es seguro: latchet pending list
journal-newer = El registro lo escribió una versión más nueva de este programa, así que no se envía nada. Actualizar este. ({ $path })
journal-other = El registro pertenece a { $origin }. ({ $path })
journal-busy = Otro programa está usando el registro. Intentarlo de nuevo.
journal-no-such = No hay ningún inicio con el número { $id }; ver: latchet pending list
journal-illegal = No se ha hecho nada: { $state ->
    [started] este inicio se ha realizado.
    [refused] este inicio fue rechazado.
    [cancelled] este inicio fue retirado.
    [not_sent] este inicio fue abandonado, sin enviarse.
    [not_started] este inicio está aclarado: la sesión no empezó.
    [unknown] no se sabe si este inicio se ha realizado.
    [checking] este inicio se está comprobando.
    [sending] este inicio se está enviando.
    [not_there] está demostrado que este inicio no llegó, así que no hay nada que aclarar: enviarlo de nuevo o retirarlo.
    [waiting] este inicio espera a ser enviado, así que no hay nada que aclarar.
    [held] este inicio espera una respuesta, así que no hay nada que aclarar.
   *[other] eso no es posible con este inicio ({ $state }).
}
folder-unusable = No se puede usar la carpeta de datos, así que no se envía nada: { $reason }
settings-moved = No se han podido leer los ajustes. El archivo se conserva como { $path }; se usan los valores predeterminados.
settings-unusable = No se pueden leer los ajustes, así que no se ha hecho nada: { $reason }
other-account = Este inicio pertenece a la cuenta { $account }; solo su token puede comprobarlo o enviarlo.
no-home = Este usuario no tiene carpeta personal; asignar a LATCHET_HOME una carpeta cualquiera.
server-bad = LATCHET_SERVER: { $reason }
vault-kind-bad = LATCHET_VAULT: se espera os o memory.
route-bad = No se ha enviado nada: el camino hacia el servicio no es posible.
route-ca-file = No se puede usar el archivo de certificados de confianza: { $path }
route-ca-file-next = Devolverlo a su lugar, elegir otro, o ninguno: latchet settings set ca-file ""
route-ca-file-next-window = Devolverlo a su lugar, elegir otro, o ninguno, en los ajustes.
route-password-bad = hace falta una contraseña de 1 a 682 caracteres
route-password-missing = La contraseña del proxy no está en el almacén de contraseñas.
route-password-next = Introducirla de nuevo: latchet settings set proxy { $proxy }
route-password-next-window = Introducirla de nuevo en los ajustes.
route-password-prompt = Contraseña de { $user } en el proxy (no se muestra):
client-bad = No se ha podido preparar la conexión cifrada: { $reason }

## The command line

cli-nothing-sent-ask = No se ha enviado nada: no hay terminal donde preguntar. Añadir --yes para iniciar sin pregunta.
cli-nothing-sent-no = No se ha enviado nada.
cli-waiting = Esperando la respuesta…
cli-not-handed-over = Aquí no queda nada que se ocupe de ello: { $reason }. Seguirlo a mano: latchet pending list
cli-interrupted = Interrumpido. Si se estaba enviando, latchet pending list lo dice.
cli-clock-skew = El reloj de este ordenador difiere del reloj del servidor en { $length }.
cli-recorded = Inicio registrado: { $at }
cli-recorded-end = Fin previsto: { $at }
cli-token-prompt = Token (no se muestra):
cli-token-saved = El token está guardado en el almacén de contraseñas.
cli-token-saved-nick = El token está guardado en el almacén de contraseñas. Pertenece a { $nick }.
cli-token-saved-nick-window = Válido y guardado en el almacén de contraseñas. Si puede iniciar sesiones se verá en el primer inicio.
cli-token-unchecked = Ahora no se ha podido comprobar: { $why }
cli-token-refused = Está guardado, pero el servicio no lo acepta. ¿Se copió entero?
cli-token-valid = El token es válido. Si puede iniciar una sesión se verá en el primer inicio.
cli-token-valid-nick = El token es válido y pertenece a { $nick }. Si puede iniciar una sesión se verá en el primer inicio.
cli-token-no-read = Hay un token guardado. No puede leer, así que no se puede decir más antes del primer inicio.
cli-token-removed = El token se ha quitado del almacén de contraseñas. Para el servicio sigue siendo válido hasta revocarlo en la página del perfil.
cli-token-memory = Con LATCHET_VAULT=memory un token desaparece al terminar el programa, así que no hay dónde guardarlo. Usar: latchet start --token-stdin
cli-status-running = La sesión { $id } está en curso.
cli-status-idle = No hay ninguna sesión en curso.
cli-status-public-running = Hay una sesión pública en curso. (Este token no puede leer las privadas.)
cli-status-public-idle = No hay ninguna sesión pública en curso. (Este token no puede leer las privadas.)
cli-status-since = Desde { $at } ({ $length })
cli-status-end = Fin previsto { $at }, en { $length }
cli-status-overdue = Fin previsto { $at }, hace { $length }. Se termina en el sitio web.
cli-status-no-end = Sin fin previsto
cli-status-locked-by = Llave con { $name }
cli-status-private = Privada
cli-status-public = Pública
cli-status-as-of = Actualizado: { $at }
cli-status-pending = { $count ->
    [one] Un inicio está sin aclarar; ver: latchet pending list
   *[other] { $count } inicios están sin aclarar; ver: latchet pending list
}
cli-status-offline-none = Aquí no se conoce ningún inicio.
cli-status-offline = El último inicio conocido aquí es la sesión { $id }, de { $at }. Solo el servicio sabe si sigue en curso.
cli-history-empty = Aún no hay inicios.
cli-pending-empty = Todos los inicios están aclarados.
cli-no-such-setting = No hay ningún ajuste llamado { $name }; ver: latchet settings list
cli-preset-save-one = Guardar uno: latchet preset save NOMBRE --for 8h
cli-preset-choose = Elegir otro: latchet preset default NOMBRE, o ninguno: latchet preset default --none
cli-preset-removed = El preajuste { $name } se ha eliminado.
cli-preset-no-default = Un clic inicia ahora, sin preajuste.
cli-preset-unreadable = Un preajuste de los ajustes no se puede leer y no se usa: { $name }
cli-practice-ready = El servidor de práctica está en { $url } (abrirlo en un navegador para ver sus sesiones, mover sus fines y terminarlas). Se detiene con Ctrl-C.
cli-practice-use = Usarlo: LATCHET_SERVER={ $url } latchet start --token-stdin --yes
cli-practice-failed = El servidor de práctica no ha podido arrancar: { $reason }
cli-no-behaviour = { $reason }. Los comportamientos son:
cli-unforeseen = Ha ocurrido algo imprevisto: { $reason }
# How a question is to be answered; then the words that mean yes beside the English ones.
cli-yes-no = [s/N]
cli-yes = s si sí
cli-log = Lo que ocurrió está en { $path }
cli-log-off = Para que se anote la próxima vez: latchet settings set log detailed

## What runs, in short lines

live-running = Sesión { $id }
live-running-no-id = Hay una sesión en curso
live-since = desde { $at } ({ $length })
live-since-time = desde { $at }
live-end-time = fin previsto { $at }
live-end = termina { $at }, en { $length }
live-overdue = el fin debía ser hace { $length }; se termina en el sitio web
live-no-end = sin fin previsto
live-locked-by = llave con { $name }
live-private = privada
live-public = pública
live-as-of = actualizado: { $at }

## The scheduled end of what runs: that it moved, and that it comes

moved-later = El fin previsto ha pasado de { $from } a { $to }, { $length } más tarde
moved-earlier = El fin previsto ha pasado de { $from } a { $to }, { $length } antes
moved-new = La sesión tiene ahora un fin previsto: { $to }
moved-gone = La sesión ya no tiene fin previsto; era { $from }
moved-what = { $what }.
moved-why = { $what } ({ $why }).
moved-dice = dados
moved-link = enlace
moved-luck = suerte
moved-manual = a mano
moved-penalty = tiempo adicional
moved-dom = por la otra persona
move-start = { $at }: inicio
move-later = { $at }: fin retrasado
move-earlier = { $at }: fin adelantado
move-end = { $at }: fin previsto
reminder-before = { $id ->
    [none] El fin previsto
   *[other] El fin previsto de la sesión { $id }
} es { $at }, en { $length }.
reminder-at-end = { $id ->
    [none] El fin previsto
   *[other] El fin previsto de la sesión { $id }
} ha llegado: { $at }.
reminder-overdue = { $id ->
    [none] El fin previsto
   *[other] El fin previsto de la sesión { $id }
} era { $at }, hace { $length }.
reminder-next = Se termina en el sitio web.

## Doctor

doctor-looking = Comprobando…
doctor-store-ok = el almacén de contraseñas responde; hay un token guardado
doctor-store-empty = el almacén de contraseñas responde; no hay ningún token guardado
doctor-native = parte de este sistema
doctor-no-bus = no hay bus de sesión: esta no es una sesión de escritorio
doctor-no-bus-next = La línea de órdenes funciona igualmente.
doctor-mute = está, pero no responde
doctor-mute-next = Salir y volver a entrar.
doctor-tray-ok = hay lugar para el icono de la bandeja
doctor-tray-none = aquí nada muestra iconos de bandeja; las notificaciones los sustituyen, la ventana y la línea de órdenes funcionan igualmente
doctor-tray-none-next = En GNOME los muestra la extensión «AppIndicator and KStatusNotifierItem Support».
doctor-notifications-ok = las muestra { $what }
doctor-notifications-none = aquí nada muestra notificaciones
doctor-notifications-none-next = Instalar un servicio de notificaciones, como dunst o mako, si el escritorio no tiene ninguno.
doctor-portal-ok = { $what }
doctor-portal-none = no hay portales; los atajos en Wayland los necesitan
doctor-portal-none-next = Instalar xdg-desktop-portal y el del escritorio.
doctor-off = desactivado
doctor-autostart-on = el programa de la bandeja arranca al entrar
doctor-autostart-bad-shared = lo registrado no es lo que se eligió
doctor-autostart-bad-next = Registrarlo de nuevo: latchet settings set autostart on
doctor-autostart-off-next = Quitarlo: latchet settings set autostart off
doctor-shortcuts-system = { $count } asignados, por el sistema
doctor-shortcuts-x11 = { $count } asignados, por el servidor X
doctor-shortcuts-portal = { $count } asignados, por el portal del escritorio
doctor-shortcuts-none = aquí nada da teclas a los programas
doctor-shortcuts-none-next = Asignarlas a órdenes en los ajustes del escritorio: { $commands }
doctor-zone = { $zone }, según los ajustes; la de este ordenador es { $computer }; zonas de { $database }
doctor-zone-alone = { $zone }, según los ajustes; este ordenador no indica ninguna; zonas de { $database }
doctor-zone-computer = { $zone }, la de este ordenador; zonas de { $database }
doctor-zone-none = el ordenador no indica ninguna zona
doctor-zone-none-next = Ajustar una: latchet settings set tracker-zone Europe/Berlin
doctor-clock-ok = a menos de { $seconds } s del reloj del servidor
doctor-clock-bad = difiere del reloj del servidor en { $length }
doctor-clock-bad-next = Corregirlo; lo mejor es que el sistema lo ponga en hora por la red.
doctor-clock-unknown = no se puede comparar: el servidor no ha dicho la hora
doctor-service-ok = { $host } responde
doctor-service-bad = no se puede llegar a { $host }: { $why }
doctor-service-bad-shared = el camino ajustado no es posible
doctor-service-bad-next = Ver si se abren otras páginas, y las líneas sobre el proxy y los certificados.
doctor-proxy-loopback = no se usa para este mismo ordenador
doctor-proxy-off = no se usa, según los ajustes
doctor-proxy-none = ninguno; el sistema no indica ninguno
doctor-proxy-system = { $address }, del sistema
doctor-proxy-system-shared = uno del sistema
doctor-proxy-chosen = { $address }, según los ajustes
doctor-proxy-chosen-shared = uno que se ajustó
doctor-roots-ok = { $count } del sistema
doctor-roots-none = el sistema no tiene ninguno, así que no se puede confiar en ningún servidor
doctor-roots-none-next = Instalar el paquete ca-certificates.
doctor-roots-system = el propio sistema juzga los certificados
doctor-ca-file = { $count } del archivo ajustado
doctor-ca-file-bad = no se puede leer ningún certificado del archivo ajustado
doctor-ca-file-bad-next = Indicar un archivo de certificados (PEM): latchet settings set ca-file ARCHIVO
doctor-journal-ok = { $path }
doctor-journal-bad-shared = no se puede usar: { $code }
doctor-settings-ok = { $path }
doctor-log-off = desactivado
doctor-log-errors = errores
doctor-log-detailed = detallado
doctor-versions = latchet { $latchet }; { $system }; escritorio: { $desktop }; SQLite { $sqlite }
doctor-desktop-none = sin indicar

## Leaving no trace

trace-none = No hay nada de este programa en este ordenador.
trace-plan = Esto se quita de este ordenador:
trace-program = el programa en marcha: { $what }
trace-token = el token para { $what }
trace-password = la contraseña para { $what }
trace-autostart = la entrada que arranca el programa al entrar
trace-journal = el registro { $what }
trace-web-view = lo que conservó la ventana: { $what }
trace-log = el archivo de seguimiento { $what }
trace-settings = los ajustes { $what }
trace-other = otra cosa en una carpeta propia de este programa: { $what }
trace-folder = la carpeta { $what }
trace-unsettled = { $count ->
    [one] Un inicio está sin aclarar. Se olvida:
   *[other] { $count } inicios están sin aclarar. Se olvidan:
}
trace-unsettled-next = Nada se ocupará ya de ellos; mirar en el sitio web.
trace-unsettled-one = { $server }, inicio { $id }: { $state }
trace-ask = ¿Quitarlo todo?
trace-ask-unsettled = ¿De verdad, con lo que está sin aclarar?
trace-ask-first = Esto hace una pregunta, y no hay a quién hacerla. Con --yes se omite. No se ha quitado nada.
trace-not-done = No se ha quitado nada.
trace-exported = Los ajustes y los inicios están en { $path }
trace-export-inside = { $path } se quitaría con lo demás. Indicar un archivo en otro lugar.
trace-export-failed = No se ha exportado ni quitado nada: { $reason }
trace-gone = quitado
trace-left = queda
trace-all-gone = Todo se ha quitado.
trace-some-left = No se ha quitado todo.
trace-left-sending = se está enviando un inicio; intentarlo de nuevo
trace-left-runs = un programa sigue en marcha; salir de él desde su menú e intentarlo de nuevo
trace-left-io = { $reason }
trace-left-again = ha vuelto; un programa sigue en marcha
trace-not-promised = Fuera del alcance de este programa: copias en respaldos y en el disco, el sitio web, el navegador, el historial del shell, los registros y permisos del escritorio.

## The tray

tray-title = Latchet
tray-unread = Aún sin comprobar
tray-looking = Comprobando…
tray-sending = Enviando…
tray-idle = Nada en curso
tray-public-running = Hay una sesión pública en curso
tray-public-idle = Nada público en curso
tray-last = { $at }: { $what }
tray-start = Iniciar ahora
    .key = i
tray-start-preset = Iniciar ahora: { $name }
tray-earlier = Empezada antes
    .key = m
tray-ago = { $minutes ->
    [one] hace 1 minuto
   *[other] hace { $minutes } minutos
}
tray-presets = Iniciar con
    .key = c
tray-more = { $count ->
    [one] Uno más está sin aclarar…
   *[other] { $count } más están sin aclarar…
}
tray-website = Abrir el sitio web
    .key = w
tray-grace = Empieza en un momento
tray-details = Detalles
    .key = d
tray-older = Número { $id }: { $what }…
tray-number = Número { $id }…
tray-send = Enviar ahora
    .key = e
tray-check = Comprobar ahora
    .key = p
tray-cancel = Retirar
    .key = r
tray-token-save = Guardar un token…
tray-token-replace = Guardar otro token…
tray-token-no-write = El token no puede iniciar sesiones…
tray-store = Revisar el almacén de contraseñas…
tray-journal = No se puede usar el registro
tray-journal-open = Ver qué ocurre…
tray-open = Abrir…
    .key = a
tray-hide = Ocultar ahora
    .key = o
tray-show = Mostrar de nuevo
    .key = v
tray-quit = Salir
    .key = s
tray-no-host = Aquí nada muestra iconos de bandeja. El icono aparecerá cuando sea posible.
tray-no-watch = Aquí no se puede advertir cuando algo cambia: { $reason }. Se mira al abrir el menú.
tray-no-bus = Aquí no hay bus de sesión, así que no puede haber icono de bandeja: { $reason }
tray-handed-over = El programa de la bandeja ya está en marcha.
tray-other = Ya hay un programa de bandeja en marcha, para otro servicio u otra carpeta de datos. Salir primero de ese.
tray-mute = Ya hay un programa de bandeja en marcha y no responde. Terminarlo e intentarlo de nuevo.
tray-failed = No se ha podido mostrar el icono de la bandeja: { $reason }
website-failed = No se ha podido abrir el sitio web: { $reason }
window-missing = La ventana no está instalada: { $name } no se ha encontrado junto a este programa ni en la ruta.
window-failed = No se ha podido abrir la ventana: { $reason }
notify-title = Latchet
notify-grace = { $seconds ->
    [one] Empieza en un segundo.
   *[other] Empieza en { $seconds } segundos.
}
notify-cancel = Retirar
notify-send = Enviar ahora
notify-check = Comprobar ahora
notify-website = Abrir el sitio web
notify-open = Abrir
notify-discreet = Hay algo que mirar.
notify-nothing-started = No se ha iniciado nada.
notify-unforeseen = El inicio terminó de forma imprevista.
notify-look = Abrir Latchet para ver más.

## The window's form. Each is handed to the page as it stands, without values.

form-nav = Vistas
form-view-start = Iniciar
form-view-history = Historial
form-view-settings = Ajustes
form-practice = Práctica
form-practice-meaning = Nada de aquí llega al servicio real.
form-first = Bienvenida
form-first-what = Latchet inicia una sesión al pulsar «Iniciar». Envía cuándo empieza y termina, con quién está la llave y si es pública, y nada más.
form-first-kept = Los valores habituales se pueden guardar abajo como preajustes; todo lo demás está en «Ajustes».
form-first-practise = Practicar primero
form-first-skip = Omitir
form-zone = Zona horaria de la cuenta
form-zone-set = Ajustar
form-running = En curso ahora
form-running-looking = Comprobando…
form-running-refresh = Comprobar de nuevo
form-running-website = Terminarla o cambiarla en el sitio web
form-token = Token
form-token-looking = Buscando el token…
form-token-asking = Esperando al almacén de contraseñas: buscar su diálogo.
window-token-saved = Token guardado
window-token-of = Token de { $nick }
form-token-replace = Sustituir…
form-token-remove = Quitar…
form-token-again = Comprobar de nuevo
form-token-intro = Un inicio necesita un token con permiso de escritura. Se guarda en el almacén de contraseñas de este ordenador.
form-token-profile = Crear uno en la página del perfil
form-token-paste = Pegar el token
form-token-typed = o escribirlo:
form-token-save = Guardar
form-token-remove-question = ¿Quitar el token de este ordenador?
form-token-remove-meaning = Para el servicio sigue siendo válido hasta revocarlo en la página del perfil.
form-token-keep = Conservar
form-token-remove-yes = Quitar
form-pending = Sin aclarar
form-preset = Preajuste
form-preset-none = Ninguno
form-preset-one-click = un clic
form-preset-changed = cambiado
form-preset-first = Guardar como preajuste…
form-preset-edit = Editar…
form-preset-name = Guardar lo de abajo como
form-preset-save = Guardar
form-preset-default = Usar para un clic
form-preset-remove = Eliminar
form-preset-saved = Guardado.
form-preset-removed = Eliminado.
form-preset-undo = Deshacer
form-start = Inicio
form-start-now = Ahora
form-start-ago = Hace
form-start-at = Hora exacta
form-end = Fin previsto
form-end-open = Ninguno
form-end-for = Después de
form-end-until = Hasta
form-locked-by = Llave con
form-locked-by-none = opcional
form-public = Pública
form-public-meaning = Todos pueden verla en el perfil.
form-pending-send = Enviar ahora
form-pending-look = Comprobar ahora
form-pending-cancel = Retirar
form-pending-settle = Comprobado en el sitio web…
form-settle-number = Allí tiene el número
form-settle-yes = Guardar
form-settle-no = No está allí
form-settle-wrong = hace falta el número de la sesión, en cifras, como lo muestra el sitio web
form-asks = Antes de iniciar
form-asks-no = Cambiarlo
form-asks-yes = Iniciar de todos modos
form-changed = No se ha enviado nada: algo ha cambiado entretanto. Mirarlo y luego iniciar.
form-incomplete = Algo de arriba aún no está completo.
form-see-field = No se ha iniciado nada. Ver lo marcado arriba.
form-waiting = Esperando la respuesta. Puede tardar hasta 25 segundos.
form-send = Iniciar
form-sending = Enviando…

## What to do next, where it is done in the window

refused-token-next-window = Fue revocado o está mal escrito. Crear uno nuevo en la página del perfil y sustituirlo aquí.
refused-permission-next-window = Crear uno con permiso de escritura en la página del perfil y sustituirlo aquí.
journal-rescued-window = El registro estaba dañado. Cada inicio legible continúa en uno nuevo; el archivo dañado se conserva: { $path }.
preset-lost-window = El preajuste que un clic debe iniciar no está o no se puede leer: elegir otro en «Editar».
refused-overlap-next-window = Una sesión en curso se termina en el sitio web.
refused-status-next-window = Si continúa, ver lo que dice en una terminal: latchet doctor
waiting-next-window = Sale solo en cuanto sea posible.
held-next-window = Enviarlo de todos modos, con su hora original, o retirarlo.
held-next-cancel-window = Retirarlo.
ask-zone-next-window = ¿Es la correcta? Si la zona de la cuenta es otra, ajustarla aquí primero.
unknown-unrecorded-next-window = El próximo inicio lo comprueba primero.
unknown-next-window = Comprobarlo ahora, o indicar lo que muestra el sitio web. Hasta entonces no se inicia nada más, para que no sean dos.
not-there-next-window = Enviarlo de nuevo con su hora original, o retirarlo.
apart-later-window = El servicio ha registrado el inicio { $length } más tarde de lo previsto: lee las horas en { $offset }, no en { $zone }. Elegir esa zona en «Ajustes» antes del próximo inicio con hora.
apart-earlier-window = El servicio ha registrado el inicio { $length } antes de lo previsto: lee las horas en { $offset }, no en { $zone }. Elegir esa zona en «Ajustes» antes del próximo inicio con hora.
zone-mismatch-window = El servicio lleva la hora de esta cuenta en { $offset }, pero la zona del tracker es { $zone } ({ $here }): las horas difieren en { $length }. Elegir la zona de la cuenta en «Ajustes» antes del próximo inicio con hora.
journal-no-such-window = Ya no hay ningún inicio con el número { $id }.
window-start-said = { $at }, hace { $length }
window-end-said = { $at }, en { $length }
window-doubled = esta hora se repite ese día; indicar cuál
window-doubled-earlier = { $at }, la primera ({ $offset })
window-doubled-later = { $at }, la segunda ({ $offset })
window-dial-left = restante
window-dial-over = pasado el fin
window-dial-so-far = hasta ahora
window-preset-exists = ya hay un preajuste con este nombre; guardar otra vez para sustituirlo
window-end-moved = No se ha enviado nada: el fin previsto era { $shown } hace un momento, y ahora es { $end }. Mirarlo y luego iniciar.
window-no-icon = Aquí no se muestran iconos de bandeja; las notificaciones los sustituyen.
window-no-icon-next = En GNOME los muestra la extensión «AppIndicator and KStatusNotifierItem Support».
window-no-number = ninguna sesión puede tener ese número
window-number-taken = la sesión { $number } es de otro inicio; ver qué número tiene esta
blocked-next-window = Está arriba, entre los que siguen sin aclarar.
vault-missing-next-window = Crear uno con permiso de escritura en la página del perfil y pegarlo aquí.
vault-no-store-next-window = Abrir uno (en Linux: gnome-keyring, KWallet o KeePassXC) y volver a abrir esta ventana.
vault-ambiguous-next-window = Quitar las demás en su gestor de contraseñas, o todas aquí.
vault-unreadable-next-window = Guardarlo de nuevo aquí.

## Shortcuts: what they are named on the desktop, and why keys do nothing

tray-none-to-hide = Aquí no hay ningún programa de bandeja en marcha, así que no hay nada que ocultar.
tray-hide-by-keys = Aquí lo ocultan su menú y su atajo.
shortcut-start = Iniciar ahora
shortcut-open = Abrir la ventana
shortcut-hide = Ocultar todo
shortcut-refused = { $keys } no hace nada aquí: el sistema no ha aceptado esas teclas.
shortcut-taken = { $keys } no hace nada aquí: otro programa tiene esas teclas.
shortcut-no-such-key = { $keys } no hace nada aquí: el teclado no tiene esa tecla.
shortcut-impossible = El escritorio no da atajos a los programas. Asignar estas órdenes en sus propios ajustes: { $commands }
shortcut-not-given = El escritorio no ha dado los atajos. Elegirlos de nuevo, o asignar estas órdenes en sus propios ajustes: { $commands }
shortcut-ended = El escritorio ha terminado los atajos. Hasta la próxima entrada, asignar estas órdenes en sus propios ajustes: { $commands }

## The settings, each in a sentence

setting-tracker-zone = La zona horaria de la cuenta en el servicio.
setting-locked-by = Quién tiene la llave cuando un inicio no lo dice.
setting-tray = Un pequeño programa permanece en la bandeja y se ocupa de lo que espera.
setting-grace = Durante estos segundos se puede retirar un inicio hecho con un clic.
setting-ask-after = Un inicio que ha esperado tanto pregunta antes de enviarse.
setting-remind = Con esta antelación se recuerda un fin previsto.
setting-quiet-hours = En este tiempo no se muestra ningún recordatorio.
setting-left-click = Lo que hace un clic izquierdo en el icono de la bandeja.
setting-icon-progress = El icono de la bandeja muestra cuánto ha avanzado una sesión.
setting-language = El idioma de todo lo que se muestra.
setting-autostart = El programa de la bandeja arranca al entrar, oculto.
setting-shortcut-start = Estas teclas inician una sesión, desde cualquier lugar.
setting-shortcut-open = Estas teclas abren la ventana.
setting-shortcut-hide = Estas teclas ocultan todo a la vez y no cambian ninguna sesión.
setting-discreet = Nada de lo que otros pueden ver dice qué está en curso.
setting-log = Lo que se anota en el archivo de seguimiento de este ordenador; nunca el token.
setting-proxy = El proxy en el camino hacia el servicio.
setting-ca-file = Un archivo de certificados de confianza además de los del sistema.

## Starting at log-in

autostart-registered = El programa de la bandeja arranca al entrar.
autostart-not = No hay nada registrado para arrancar al entrar.
autostart-disabled = La entrada está desactivada en los ajustes del sistema; activarla allí, o activarla de nuevo aquí.
autostart-gone = La entrada arranca { $path }, que ya no está; activarla de nuevo.
autostart-edited = La entrada arranca otra cosa; activarla de nuevo para que arranque este programa.
autostart-bound = No se puede ajustar el arranque al entrar mientras { $name } esté definido: el programa arrancaría sin ello.
autostart-sandbox = El arranque al entrar aún no es posible en { $kind }. Añadir el programa en los ajustes del escritorio.
autostart-no-home = No se puede ajustar el arranque al entrar: este usuario no tiene carpeta personal.
autostart-no-program = No se ha ajustado el arranque al entrar: { $path } no está.
autostart-unwritable = No se ha ajustado el arranque al entrar: la ruta { $path } no se puede escribir en una entrada.
autostart-not-kept = El sistema no ha conservado la entrada tal como se escribió.
autostart-failed = No se ha cambiado el arranque al entrar: { $reason }.

## Links that fill in the form

link-too-long = El enlace es demasiado largo. No ha rellenado nada.
link-unreadable = El enlace no se puede leer. No ha rellenado nada.
link-contradicts = El enlace se contradice. No ha rellenado nada.
link-no-preset = El enlace nombra un preajuste que no existe aquí. No ha rellenado nada.
link-filled = Un enlace ha rellenado este formulario. Mirarlo antes de iniciar.
link-asks = Un enlace quiere rellenar este formulario.
link-use = Usarlo
link-ignore = Ignorar

## The history: what this computer recorded beside what the service lists

history-session = Sesión { $id }
history-ended = terminó { $at }, tras { $length }
history-runs = en curso, { $length } hasta ahora
history-scheduled = fin previsto { $at }
history-place-here = aquí
history-place-service = en el servicio
history-place-both = en ambos
history-other-start = En el servicio empieza { $at }.
history-other-name = En el servicio, la llave está con { $name }.
history-no-name = El servicio no nombra a nadie que tenga la llave.
history-public = En el servicio es pública.
history-private = En el servicio es privada.
history-missing = El servicio no la muestra.
history-day = { $day }: { $length }
history-span = Sesión { $id }: de { $from } a { $to }, { $length }
history-span-runs = Sesión { $id }: desde { $from }, { $length } hasta ahora
history-span-start = Sesión { $id }: empezó { $from }; aquí no se conoce su fin
history-count-here = { $count ->
    [one] Un inicio de este ordenador.
   *[other] { $count } inicios de este ordenador.
}
history-count-there = { $count ->
    [one] Una sesión en el servicio
   *[other] { $count } sesiones en el servicio
}
history-unread = Puede haber más antiguas; no se han leído.
history-reading = Leyendo lo que muestra el servicio…
history-not-read = No se ha podido leer lo que muestra el servicio.
history-again = Comprobar de nuevo
history-further = Leer las más antiguas
history-none = Aún nada.
history-rows = Inicios y sesiones, los más recientes primero
history-when = Cuándo
history-what = Qué
history-where = Dónde
history-more = Mostrar las más antiguas
history-before-1 = El mes anterior
history-after-1 = El mes siguiente
history-before-12 = El año anterior
history-after-12 = El año siguiente
history-export = Todo, en un archivo:
history-csv = CSV, para una hoja de cálculo
history-json = JSON
history-days = { $count ->
    [0] Ningún tiempo en una sesión conocida aquí.
    [one] En sesión un día, durante { $length }.
   *[other] En sesión { $count } días, durante { $length }.
}
export-nowhere = no hay carpeta para ello
export-written = Escrito: { $path }
export-show = Mostrar en su carpeta
export-shown = Se muestra su carpeta.

## The settings in the window: their groups, a name for each, and words for their values

settings-start = Inicios
settings-end = Recordatorios
settings-tray = Bandeja
settings-sight = Lo que se ve
settings-keys = Teclas
settings-network = Red y seguimiento
settings-doctor = Este ordenador
settings-doctor-what = Mira lo que Latchet necesita: el almacén de contraseñas, la bandeja, el reloj, la red. El token no se envía.
settings-doctor-look = Comprobar este ordenador
settings-doctor-again = Comprobar otra vez
settings-doctor-copy = Copiar el informe
settings-doctor-copied = Copiado. No contiene nombres, direcciones ni rutas propios.
check-ok = en orden
check-bad = no está en orden
check-open = sin usar
check-credential-store = Almacén de contraseñas
check-tray = Bandeja
check-notifications = Notificaciones
check-portal = Portal
check-autostart = Inicio al entrar
check-shortcuts = Atajos
check-time-zone = Zona horaria
check-clock = Reloj
check-service = Servicio
check-proxy = Proxy
check-trust-roots = Certificados de confianza
check-journal = Registro
check-settings = Ajustes
check-log = Seguimiento
check-versions = Versiones
settings-leave = No dejar rastro
settings-leave-what = Elimina el token, el registro, los ajustes y todo lo demás que Latchet guarda en este ordenador, y mira si ya no está. Las sesiones en el sitio web se quedan.
settings-leave-see = Ver qué es
settings-leave-export = Exportar antes
settings-leave-keep = Conservar
settings-leave-yes = Eliminar todo
settings-leave-really = Eliminar todo de todos modos
settings-leave-close = Cerrar
settings-leave-again = Intentar otra vez
window-left = Todo lo que se guardaba aquí está eliminado. Esta ventana solo se puede cerrar.
settings-empty = vacío
settings-on = sí
settings-off = no
settings-saved = Guardado.
settings-password = Se guarda en el almacén de contraseñas de este ordenador y no se muestra en ningún sitio.
settings-undo = Deshacer
settings-reset = Volver a: { $value }
label-tracker-zone = Zona horaria
label-locked-by = Llave con
label-grace = Tiempo para retirar, en segundos
label-ask-after = Preguntar después de
label-remind = Recordar antes del fin
label-quiet-hours = Horas tranquilas
label-tray = Bandeja
label-autostart = Arrancar al entrar
label-left-click = Clic izquierdo
label-icon-progress = Avance en el icono
label-language = Idioma
label-discreet = Discreto
label-shortcut-start = Iniciar
label-shortcut-open = Abrir la ventana
label-shortcut-hide = Ocultar todo
label-proxy = Proxy
label-ca-file = Certificados
label-log = Archivo de seguimiento
setting-left-click-menu = abre el menú
setting-left-click-start = inicia una sesión
setting-language-system = como el sistema
setting-language-en = English
setting-language-de = Deutsch
setting-language-fr = Français
setting-language-es = Español
setting-language-nl = Nederlands
setting-log-off = nada
setting-log-errors = lo que falla
setting-log-detailed = cada paso
