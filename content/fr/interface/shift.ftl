## La permanence : qui est là, et comment on en sort

shift-others = { $count ->
    [0] Personne d'autre n'est disponible en ce moment.
   *[other] { $more ->
        [0] Avec vous : { $names }.
       *[other] Avec vous : { $names }, et { $more } autres.
    }
}
hard-shift = { $count ->
    [one] En douze heures, vous avez répondu à quelqu'un en danger grave.
   *[other] En douze heures, vous avez répondu à { $count } personnes en danger grave.
} Ce n'est pas rien. Si vous voulez en parler, la coordination peut vous rappeler : elle saura seulement que vous le demandez.
    .title = Et vous, ça va ?
button-debrief = En parler à la coordination
debrief-asked = { $count ->
    [0] Personne d'autre de la coordination ne peut être joint par le bot. Parlez-en à un collègue ou par téléphone.
    [one] Une personne de la coordination sait que vous voulez en parler.
   *[other] { $count } personnes de la coordination savent que vous voulez en parler.
}
debrief-wanted = Ses conversations ne vous sont pas montrées. Prenez contact comme d'habitude dans votre équipe.
    .title = { $name }, { $function }, aimerait parler de sa permanence
button-handover = Laisser une transmission
handover-question =
    Un mot pour qui viendra ensuite : ce qui se passe, ce qui reste à faire. Ne nommez personne, même sous pseudo : ce qui concerne quelqu'un se note avec /note. Vos collègues le liront en prenant leur service ; il s'efface de leurs téléphones au bout de deux jours.
    .title = Votre transmission
handover-kept = C'est gardé pour la suite. Bonne pause.
handover-by = Transmission de { $name }, { $function }, il y a { $ago } :
button-leave-all = Tout remettre dans la file
button-offer-all = Tout proposer à { $name }
toast-all-given-back = { $count ->
    [0] Vous n'aviez plus de conversation.
    [one] Une conversation est de nouveau dans la file.
   *[other] { $count } conversations sont de nouveau dans la file.
}
toast-all-offered = { $count ->
    [0] Vous n'aviez plus de conversation.
    [one] Une conversation est proposée. Vous la gardez jusqu'à la réponse.
   *[other] { $count } conversations sont proposées. Vous les gardez jusqu'à la réponse.
}
