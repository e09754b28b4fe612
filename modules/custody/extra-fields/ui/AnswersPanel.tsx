import { ExtraAnswers } from '#kernel/extra-fields/ui'

/** What the province and the prison asked of a prisoner at admission beside the system's own fields. */
export default function AnswersPanel({ id }: { id: string }) {
  return <ExtraAnswers form="custody.admission" id={id} />
}
