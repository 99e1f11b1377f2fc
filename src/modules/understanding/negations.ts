export const negations = new Set(
  "not no never none nothing nobody neither nor cannot without hardly barely don't doesn't didn't isn't aren't wasn't weren't won't wouldn't can't couldn't shouldn't haven't hasn't hadn't ain't dont doesnt didnt isnt arent wasnt werent wont wouldnt cant couldnt shouldnt havent hasnt aint ne pas jamais rien sans nicht kein keine keinen nie nichts ohne no nunca nada sin ni jamás não nem sem non mai niente senza".split(
    ' ',
  ),
)
/** Characters that deny what follows, folded (simplified). */
export const hanNegations = new Set('不没唔冇未无别莫沒無別')
