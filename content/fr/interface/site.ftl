## La page publique d'un territoire (maraude site)

site-title = Infos jeunesse · { $territory }
site-heading = Des infos et des gens, près de { $territory }
site-example = Territoire inventé, pour essayer : ses lieux et leurs numéros de téléphone n'existent pas.
site-skip = Aller au contenu
site-leave = Quitter vite
site-leave-how = « Quitter vite », ou la touche Échap, ouvre une page ordinaire. L'historique du navigateur garde quand même une trace de cette visite.
site-contents = Dans cette page
site-numbers = Numéros d'urgence et d'écoute
site-all-numbers = Tous les numéros
site-us = Écrire à l'équipe
site-write = Écrire sur Telegram
site-promise = Sur Telegram, l'équipe voit un pseudo tiré au hasard. Rien de ce qui est écrit n'est gardé par le bot. Telegram, lui, connaît le compte ; et si une vie est en danger, l'équipe doit agir.
site-phone = Par téléphone :
site-places = Des lieux, ce qui se passe
site-parents = Parents
site-professionals = Professionnels
site-days = du { $first } au { $last }
site-always = Jour et nuit
site-read-on = Relu le { $day }.
site-nothing-kept = Cette page ne garde rien et n'envoie rien : ni cookie, ni mesure d'audience. Une fois ouverte, elle se lit sans réseau.
site-made-on = Page faite le { $day }. Les horaires peuvent changer : mieux vaut appeler avant de venir.
site-where = Choisir un territoire
