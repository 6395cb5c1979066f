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
# Le bot redémarre après plus de dix minutes : depuis quand, et combien de temps.
back-again =
    Personne n'a eu de réponse depuis { $day }, { $time } ({ $lasted }).

    Les messages écrits pendant ce temps sont traités maintenant. Telegram ne les garde que 24 heures : au-delà, une partie peut manquer.

    Prévenez la personne qui s'occupe de la machine si vous ne saviez pas.
    .title = Le bot était arrêté, il répond de nouveau
