import { downloadDocument } from '#kernel/documents/contract'
import { Icon, urlOf, useHeldAnswer } from '#platform/ui'
import { faceName } from '../../shift/answers.ts'
import classes from './Gate.module.css'

/** The photograph as the pack has it, made small; with a connection the register's own. */
export function Face({ photo }: { photo: string | null }) {
  const kept = useHeldAnswer<string>(faceName, photo)
  if (photo === null)
    return (
      <span className={classes.face}>
        <Icon name="user" size={24} />
      </span>
    )
  return (
    <img
      className={classes.face}
      alt=""
      loading="lazy"
      src={kept ?? urlOf(downloadDocument, { documentId: photo, version: 1, inline: 'yes' })}
    />
  )
}
