### Ce que tout le monde peut lire.

## Commandes (menu de Telegram et aide)
command-start = commencer
command-parler = parler à quelqu'un
command-sujets = les sujets et les fiches
command-verifier = vérifier une info
command-urgence = les numéros d'urgence
command-infos = ce qu'on sait de toi, tes droits
    .vous = ce qu'on sait de vous, vos droits
command-stop = terminer la conversation
command-effacer = tout effacer
command-aide = les commandes
command-file = voir la file
command-prendre = prendre une demande
command-cas = vos conversations
command-rdv = proposer un rendez-vous
command-annuler = retirer un message envoyé
command-fiche = envoyer une fiche, un parcours, un numéro
command-discret = cacher cette discussion
command-modele = envoyer une réponse prête
command-note = noter quelque chose pour la suite
command-orienter = proposer une structure
command-lieux = des lieux près de toi
    .vous = des lieux près de vous
command-sortie = préparer une sortie, noter, terminer
command-passer = passer une conversation
command-alerte = signaler un danger, appeler la coordination
command-signalement = préparer un signalement
command-bloquer = bloquer quelqu'un pour un temps
command-clore = clore une conversation
command-dispo = recevoir les demandes
command-pause = ne plus recevoir les demandes
command-questions = les questions posées à l'équipe
command-exercice = s'entraîner, sans personne en face
command-equipe = inviter, rôles, révoquer
command-stats = les chiffres
command-tableau = les chiffres dans le navigateur
command-rapport = le bilan d'un trimestre
command-levee = lever l'anonymat, à deux
command-diffuser = écrire une alerte de prévention, à deux
command-sonder = demander leur avis aux jeunes
command-reponses = les réponses que l'équipe garde
command-journal = le journal des actes de l'équipe

help-young_person =
    Tu peux simplement écrire ce qui se passe. Ou choisir :

    { $lines }
    .vous =
        Vous pouvez simplement écrire ce qui se passe. Ou choisir :

        { $lines }
    .title = Ce que tu peux faire
    .title-vous = Ce que vous pouvez faire
help-worker =
    Répondez à un message pour l'adresser à la bonne personne ; sans réponse citée, il part à la conversation en cours.

    { $lines }
    .title = Vos commandes
help-coordinator =
    Vous pouvez tout ce que peut l'équipe, et :

    { $lines }
    .title = Vos commandes
link-unknown = Ce lien n'est pas reconnu. Ça n'empêche rien : voici ce qu'on peut faire ici.
button-help = Aide
coordinators-only = Cette commande est réservée à la coordination. Demandez-lui ce dont vous avez besoin.
unknown-command = Je ne connais pas cette commande. Celles que je connais : { $known }.
unknown-command-kept =
    Je ne connais pas cette commande. { $passed ->
        [1] Ce que tu as écrit est transmis quand même.
       *[other] Ce que tu as écrit partira avec ta demande, si tu veux parler à quelqu'un.
    }
    .vous =
        Je ne connais pas cette commande. { $passed ->
            [1] Ce que vous avez écrit est transmis quand même.
           *[other] Ce que vous avez écrit partira avec votre demande, si vous voulez parler à quelqu'un.
        }
update-failed =
    Ce message, ou ce bouton, n'a pas pu être traité (référence { $reference }). Il est possible de recommencer. En cas de danger : /urgence.
    .title = Quelque chose n'a pas marché de mon côté
messages-lost =
    J'ai eu une panne, et je n'ai pas pu lire ce que tu m'as écrit juste avant (référence { $reference }). Renvoie-le, s'il te plaît. En cas de danger : /urgence.
    .vous = Après une panne, ce que vous avez écrit juste avant n'a été remis à personne (référence { $reference }). Renvoyez-le, s'il vous plaît. En cas de danger : /urgence.
    .title = Désolé, un message s'est perdu
toast-stale-button = Ce bouton n'est plus valable. /aide montre ce qui existe.
button-cancel = Annuler

minutes = { $count ->
    [0] moins d'une minute
    [one] 1 min
   *[other] { $count } min
}
hours = { $count } h
days = { $count } jours

## Ce qui n'arrive pas
undelivered =
    { $reason }
    .title = Ce message n'est pas arrivé
undelivered-blocked = La personne a bloqué le bot. Si elle revient, elle pourra vous écrire à nouveau.
undelivered-network = Telegram n'a pas répondu pendant 24 heures. Il peut être renvoyé.
undelivered-too-long = Il est trop long pour Telegram : il faut le couper en plusieurs messages.
undelivered-refused = Telegram l'a refusé. Sous une autre forme, il passera peut-être.
undelivered-withdrawn = Il a été effacé avant d'être transmis.
undelivered-case-over = La conversation s'est terminée ou a changé de mains avant qu'il ne parte.
undelivered-fault = Une panne de notre côté l'a empêché de partir. Il peut être renvoyé, si besoin sous une autre forme.
perhaps-undelivered =
    Telegram n'a pas confirmé qu'il est arrivé. S'il est important, mieux vaut le redire.
    .title = Ce message est peut-être arrivé, peut-être pas
screen-broken =
    Une réponse n'a pas pu s'afficher, par notre faute. Rien de ce qui a été écrit n'est perdu.
    /aide montre ce qui existe. En cas de danger : /urgence.
    .title = Quelque chose n'a pas marché de notre côté

## Niveaux et sujets, en quelques mots
danger-immediate = 🔴 danger immédiat
danger-high = 🟠 danger grave
danger-moderate = 🟡 situation difficile
danger-none = ⚪ rien de repéré par l'outil
topic-cyberharcelement = cyberharcèlement
topic-images-intimes = images intimes
topic-mal-etre = mal-être
topic-violences = violences
topic-exploitation-sexuelle = exploitation sexuelle
topic-arnaques = arnaques
topic-fake-news = fausses infos
topic-haine-radicalisation = haine, radicalisation
topic-rixes = bagarres, rumeurs
topic-identite-numerique = identité numérique
topic-ecrans = écrans
topic-droits-insertion = droits, insertion
topic-parents = parents
topic-parler = envie de parler
topic-autre = autre
