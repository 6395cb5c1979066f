## Mode discret (/discret)

discreet =
    Quelqu'un regarde ton téléphone ? Touche le bouton : j'efface ici ce que nous avons écrit ces deux derniers jours, et je me tais. Rien ne sonne jusqu'à ce que tu écrives « { $word } ».

    Pour choisir ton mot, écris-le derrière la commande, par exemple : /discret pomme.

    Pendant ce temps, ce que tu écris m'arrive quand même, et à la personne qui te répond. Les réponses t'attendent. /urgence marche toujours.

    Ce que je ne peux pas cacher : ce qui a plus de deux jours, le nom de cette discussion dans ta liste, ce qu'on a déjà lu, une capture d'écran. Pour tout effacer pour de bon : /effacer.
    .vous =
        Quelqu'un regarde votre téléphone ? Touchez le bouton : j'efface ici ce que nous avons écrit ces deux derniers jours, et je me tais. Rien ne sonne jusqu'à ce que vous écriviez « { $word } ».

        Pour choisir votre mot, écrivez-le derrière la commande, par exemple : /discret pomme.

        Pendant ce temps, ce que vous écrivez m'arrive quand même, et à la personne qui vous répond. Les réponses vous attendent. /urgence marche toujours.

        Ce que je ne peux pas cacher : ce qui a plus de deux jours, le nom de cette discussion dans votre liste, ce qui a déjà été lu, une capture d'écran. Pour tout effacer pour de bon : /effacer.
    .title = Mode discret
button-discreet = Mode discret
button-hide = Cacher maintenant
discreet-word = Choisis un mot plus court, sans barre devant. Par exemple : /discret pomme.
    .vous = Choisissez un mot plus court, sans barre devant. Par exemple : /discret pomme.
nothing-new = Rien de nouveau.
back-from-hiding = C'est bien toi. Tout ce qui attendait est arrivé.
    .vous = C'est bien vous. Tout ce qui attendait est arrivé.
    .title = Te revoilà
    .title-vous = Vous revoilà
person-hides = { $pseudonym } a mis la discussion en mode discret : son téléphone est peut-être regardé. Ce que vous écrivez attend son retour. Ce que la personne écrit vous arrive.
person-is-back = { $pseudonym } est de retour : ce que vous aviez écrit arrive maintenant.
