import { useState } from 'react'
import { downloadDocument } from '#kernel/documents/contract'
import type { OutputOf } from '#platform/http/contract'
import { Button, call, ErrorPanel, Icon, Link, TextInput, urlOf, useBoth, useTranslation } from '#platform/ui'
import { CodeReader } from '../../code-reader/CodeReader.tsx'
import { identifyOnTheWay } from '../contract.ts'
import classes from './Escort.module.css'

type Found = OutputOf<typeof identifyOnTheWay>

const good: readonly Found['what'][] = ['aboard', 'sheet']

/** Tells at a point of the way who stands there; whoever is not of this vehicle is named at once. */
export function Identify({
  runId,
  counted,
  onAboard,
}: {
  runId: string
  counted: { readonly here: number; readonly all: number }
  onAboard: (imprisonmentId: string) => void
}) {
  const { t } = useTranslation('custody-escort')
  const [typed, setTyped] = useState('')
  const [found, setFound] = useState<Found>()
  const [error, setError] = useState<unknown>(null)
  const look = async (code: string) => {
    setError(null)
    setFound(undefined)
    try {
      const answer = await call(identifyOnTheWay, { runId, code })
      setFound(answer)
      setTyped('')
      if (answer.what === 'aboard' && answer.person !== null) onAboard(answer.person.imprisonmentId)
    } catch (trouble) {
      setError(trouble)
    }
  }
  return (
    <section className={classes.identify} aria-label={t('identify.title')}>
      <strong>{t('identify.title')}</strong>
      <p className={classes.soft}>{t('identify.lead')}</p>
      <form
        className={classes.look}
        onSubmit={(event) => {
          event.preventDefault()
          if (typed.trim() !== '') void look(typed.trim())
        }}
      >
        <TextInput
          label={t('identify.label')}
          dir="ltr"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button type="submit" leftSection={<Icon name="search" size={16} />}>
          {t('identify.look')}
        </Button>
      </form>
      <CodeReader
        onCode={(code) =>
          code.kind === 'paper' ? void look(code.code) : setError(new Error(t('identify.robkar')))
        }
      />
      {found === undefined ? null : <Told found={found} />}
      {error === null ? null : <ErrorPanel error={error} />}
      <span className={classes.soft}>{t('identify.count', counted)}</span>
    </section>
  )
}

function Told({ found }: { found: Found }) {
  const { t } = useTranslation('custody-escort')
  const both = useBoth()
  const { person } = found
  const right = good.includes(found.what)
  const said = t(`identify.${found.what}`, {
    number: person?.number ?? '',
    name: person === null ? '' : both(person.name),
    plate: found.plate ?? '',
  })
  return (
    <div className={right ? classes.right : classes.alarm} role={right ? 'status' : 'alert'}>
      {person?.photo == null ? null : (
        <img
          className={classes.face}
          src={urlOf(downloadDocument, { documentId: person.photo, version: 1, inline: 'yes' })}
          alt={both(person.name)}
        />
      )}
      <span>
        <Icon name={right ? 'circle-check' : 'alert-triangle'} size={18} /> <strong>{said}</strong>{' '}
        {person?.father == null ? null : t('identify.father', { name: both(person.father) })}
      </span>
      {right || person === null ? null : (
        <Link to={`/custody/prisoners/${person.imprisonmentId}`}>{person.number}</Link>
      )}
    </div>
  )
}
