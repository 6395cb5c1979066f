## S'entraîner (/exercice)

drill-choice = { $count ->
    [0] Aucun exercice n'est écrit. Ils se mettent dans drills.yaml.
   *[other] Personne n'existe ici : rien ne sonne chez vos collègues, rien n'est gardé ni compté. Répondez comme d'habitude, un indice vient après chaque réponse.
}
    .title = Un exercice
drill-not-now = Vous avez une conversation en cours : ce que vous écrivez est pour quelqu'un. L'exercice attendra.
drill-forgotten = L'exercice est terminé, ou le bot a redémarré. Recommencez avec /exercice.
drill-alert =
    { $topic }. Personne n'existe derrière cette demande.
    .title = EXERCICE · { $danger }
button-drill-take = Prendre (exercice)
drill-says = « { $line } »
drill-hint = Ce qui pouvait aider :
drill-how = Votre réponse { $number } sur { $count }. Elle ne part nulle part.
button-drill-end = Arrêter l'exercice
drill-over =
    Demande prise en { $taken }. Première réponse en { $answered }.
    .title = Pour faire le point
button-drill-again = Recommencer
