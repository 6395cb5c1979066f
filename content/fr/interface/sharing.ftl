## Envoyer une fiche (/fiche)

share-how = Écrivez un mot après la commande. Par exemple : /fiche sommeil, /fiche chantage, /fiche mission locale. Ou choisissez un sujet :
share-found = Touchez pour lire. Rien ne part avant que vous touchiez « Envoyer ».
share-nothing = Je n'ai rien trouvé avec ces mots. Essayez un autre mot, plus court, ou choisissez un sujet :
share-topic = Touchez pour lire. Rien ne part avant que vous touchiez « Envoyer ».
    .title = Les fiches : { $subject }
button-share-subjects = Les sujets
share-gone = Cette page n'existe plus.
toast-share-gone = Cette page n'existe plus.

## Dans un autre chat : @le_bot et un mot

inline-more = La suite, et quelqu'un à qui parler : { $link }
