## Les notes (/note)

note-how = Écrivez la note après la commande. Par exemple : /note préfère qu'on lui écrive le soir. Elle n'est jamais envoyée à la personne.
note-kept = Notée pour { $pseudonym }. Elle n'est jamais envoyée à la personne ; qui reprendra la conversation la lira. Pour la retirer, répondez-lui /annuler.
note-about = Sur qui est cette note ? Elle n'est jamais envoyée à la personne.
note-dropped = La note n'est gardée nulle part.
note-by = Note de { $name }, { $function } :
note-in-caption = Une note est un message écrit : une image ou un fichier n'est pas gardé comme note, et rien n'a été envoyé.
edit-is-no-command = Un message envoyé ne devient pas une commande en le modifiant : rien de ce que vous venez d'écrire n'est envoyé. Pour retirer ce qui l'était déjà, répondez-lui /annuler.
button-note-about = Sur { $pseudonym }
button-note-drop = Ne pas la garder
header-notes = Notes de l'équipe : { $count }.
case-line-notes = { " " }· { $count ->
    [one] une note
   *[other] { $count } notes
}
