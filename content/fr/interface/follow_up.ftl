## Prendre des nouvelles, une fois (après une conversation)

button-follow-up = Prenez de mes nouvelles
follow-up-when =
    Le bot t'écrira une seule fois, en journée, sans parler du sujet. Si quelqu'un d'autre regarde ton téléphone, choisis plutôt « Non ».
    .vous =
        Le bot vous écrira une seule fois, en journée, sans parler du sujet. Si quelqu'un d'autre regarde votre téléphone, choisissez plutôt « Non ».
    .title = On te demande comment ça va ?
    .title-vous = On vous demande comment ça va ?
button-follow-up-24 = Dans un jour
button-follow-up-72 = Dans trois jours
button-follow-up-no = Non
button-follow-up-stop = Finalement non
follow-up-promised = C'est noté : un message dans { $hours ->
    [24] un jour
   *[72] trois jours
}, puis c'est oublié. Pour ne pas le recevoir, écris « stop ».
    .vous = C'est noté : un message dans { $hours ->
        [24] un jour
       *[72] trois jours
    }, puis c'est oublié. Pour ne pas le recevoir, écrivez « stop ».
follow-up-stopped = D'accord, pas de message. Tu peux revenir quand tu veux.
    .vous = D'accord, pas de message. Vous pouvez revenir quand vous voulez.
how-are-you = Tu avais demandé de tes nouvelles. Depuis la dernière fois, c'est comment ?
    .vous = Vous aviez demandé qu'on prenne de vos nouvelles. Depuis la dernière fois, c'est comment ?
    .title = Comment ça va ?
button-mood-better = Mieux
button-mood-same = Pareil
button-mood-worse = Moins bien
followed-up = { $mood ->
    [better] Tant mieux, merci de le dire. Tu peux revenir quand tu veux, même pour une petite question.
    [same] Merci de le dire. Ça prend parfois du temps, et tu n'as pas à attendre que ça aille plus mal pour en reparler.
   *[worse] Merci de le dire, ce n'est pas rien. Tu peux reparler à quelqu'un maintenant : inutile de tout raconter à nouveau.
}
    .vous = { $mood ->
        [better] Tant mieux, merci de le dire. Vous pouvez revenir quand vous voulez, même pour une petite question.
        [same] Merci de le dire. Cela prend parfois du temps, et vous n'avez pas à attendre que cela aille plus mal pour en reparler.
       *[worse] Merci de le dire, ce n'est pas rien. Vous pouvez reparler à quelqu'un maintenant : inutile de tout raconter à nouveau.
    }
