### Ce qui évite de se tromper : confirmer, rattraper, savoir quoi écrire.

## L'équipe : ce qu'une commande ne connaît pas
nobody-of-that-name = Personne n'attend sous ce nom.
close-no-such = Vous n'avez pas de conversation sous ce nom. Voici les vôtres : laquelle voulez-vous clore ?

## L'équipe : clore, une dernière question
close-confirm =
    Issue : { $outcome }. La conversation s'arrête pour vous deux, et { $pseudonym } l'apprend.
    .title = Clore avec { $pseudonym } ?
button-close-now = Oui, clore avec { $pseudonym }
button-other-outcome = Choisir une autre issue
button-keep-open = Ne pas clore
