### Ce que lit la coordination.

## Équipe
team =
    { $lines }
    .title = L'équipe ({ $count })
invitations-pending = { $count ->
    [one] Une invitation attend d'être utilisée.
   *[other] { $count } invitations attendent d'être utilisées.
}
button-withdraw = Retirer l'invitation : { $role }, encore { $left }
toast-invitation-withdrawn = Cette invitation ne vaut plus rien.
toast-invitation-over = Cette invitation a déjà servi, ou n'existe plus.
member-joined = Votre invitation a servi : { $name } est dans l'équipe ({ $role }). Si ce n'est pas la personne prévue, révoquez tout de suite.
team-line = { $name } · { $role } · { $state }
unnamed-member = Sans prénom (n° { $number })
state-available = disponible
state-paused = en pause
button-team = L'équipe
button-team-back = ↩️ L'équipe
button-invite-worker = Inviter pour la maraude
button-invite-coordinator = Inviter pour la coordination
button-invite-to = Inviter pour { $place } seulement
button-territory-links = Liens à donner aux jeunes
territory-links =
    À mettre sur une affiche, un compte, une carte. Qui ouvre le lien d'un territoire parle à son équipe.
    .title = Un lien par territoire
territory-link = { $name } : { $link }
button-territory-code = À scanner : { $name }
territory-code = Le lien à scanner de { $name }.
button-places = Ses territoires
invitation =
    Un lien à usage unique, valable 72 heures.{ $somewhere ->
        [0] { "" }
       *[other] { " " }Territoire : { $place }.
    } Donnez-le à une seule personne, en main propre ou par un canal sûr :
    .title = Invitation : { $role }
invitation-code = Le même lien, à scanner.
member =
    Rôle : { $role }.
    .title = { $name }
button-make-worker = Passer à la maraude
button-make-coordinator = Passer à la coordination
button-revoke = Révoquer
revoke-confirm =
    L'accès s'arrête tout de suite. Ses conversations retournent dans la file.
    .title = Révoquer { $name } ?
button-revoke-confirm = Confirmer : révoquer
revoked = C'est fait. { $count ->
    [0] Aucune conversation n'était ouverte.
    [one] Une conversation est retournée dans la file.
   *[other] { $count } conversations sont retournées dans la file.
}
toast-last-coordinator = Il faut garder au moins une personne à la coordination.
toast-no-longer-in-team = Cette personne n'est plus dans l'équipe.

## Chiffres
button-stats = Chiffres
button-stats-7j = 7 jours
button-stats-30j = 30 jours
button-stats-mois = Mois
button-stats-trimestre = Trimestre
button-stats-annee = Année
stats-everywhere = Tous les territoires
stats =
    { $where }

    { $lines }
    .title = Du { $first } au { $last }
stats-line = { $name } : { $number }{ $trend }
stats-details = { $lines }
stats-part = • { $name } : { $number }{ $share }
stats-percent = { " " }· { $percent } %
stats-median = Une personne sur deux a attendu : { $half }
stats-meaning = Les nombres sont faits de paquets de cinq personnes : « environ 20 » veut dire entre 16 et 24 dans un territoire. Personne ne peut y être reconnu. Les détails se lisent par trimestre terminé. Les jours comptent une fois terminés.
figure-few = de 0 à { $high }
figure-about = environ { $about } (entre { $low } et { $high })
figure-unknown = non précisé
figure-sensitive = sujets sensibles, ensemble
trend-stable = { " " }· stable
trend-up = { " " }· en hausse
trend-down = { " " }· en baisse
stats-unknown-period = Je connais /stats 7j, 30j, mois, trimestre et annee.
by-request = Par sujet
by-danger = Danger repéré
by-request_hour = Par moment de la journée
by-waiting_time = Attente avant réponse
by-handling_time = Durée des conversations
by-outcome = Issues
by-satisfaction = « Ça t'a aidé ? »
by-triage_verdict = Avis sur le repérage
request_hour-night = la nuit, avant 7 h
request_hour-morning = le matin
request_hour-afternoon = l'après-midi
request_hour-evening = le soir, après 18 h
measure-first_contact = Premiers contacts
measure-returning_contact = Retours
measure-request = Demandes
measure-taken = Demandes prises
measure-card_read = Fiches lues
measure-quiz = Quiz terminés
measure-challenge_joined = Défis commencés
measure-erasure = Effacements demandés
measure-undelivered = Messages non remis
waiting_time-under-5 = moins de 5 min
waiting_time-under-15 = de 5 à 15 min
waiting_time-under-60 = de 15 min à 1 h
waiting_time-under-240 = de 1 à 4 h
waiting_time-under-1440 = de 4 à 24 h
waiting_time-1440-and-more = plus de 24 h
satisfaction-good = oui
satisfaction-fair = un peu
satisfaction-poor = non
triage_verdict-none-right = rien de repéré, bien vu
triage_verdict-none-wrong = rien de repéré, à tort
triage_verdict-moderate-right = difficile, bien vu
triage_verdict-moderate-wrong = difficile, à tort
triage_verdict-high-right = grave, bien vu
triage_verdict-high-wrong = grave, à tort
triage_verdict-immediate-right = immédiat, bien vu
triage_verdict-immediate-wrong = immédiat, à tort
