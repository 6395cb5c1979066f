# Les horaires d'un service, après son numéro et son nom.

clock = { $hours } h { $minutes }
clock-full-hour = { $hours } h
clock-midnight = minuit

opening-always = jour et nuit
opening-open = ouvert maintenant
opening-until = ouvert maintenant, jusqu'à { $time }
opening-opens-today = ouvre à { $time }
opening-opens-tomorrow = ouvre demain à { $time }
opening-opens-on = ouvre { $day } à { $time }
opening-opens-date = ouvre le { $date } à { $time }
opening-closed = fermé en ce moment
# { $reason } : la raison écrite dans « closings ». { $then } : une des phrases ci-dessus.
opening-on-leave = { $then } ({ $reason })

contact-by-sms = par SMS
contact-chat-button = Tchat { $name }
contact-site-button = { $name }
# « Relu » : les pages ont été lues ; « Vérifié » : une personne a ouvert la page officielle (confirmed_on).
contact-read-on = Relu le { $date }.
contact-checked-on = Vérifié le { $date }.

## En danger : qui répond maintenant
help-now = Répondent maintenant
help-later = Plus tard, ou horaires à vérifier
