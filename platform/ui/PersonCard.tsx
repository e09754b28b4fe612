import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { BothLanguages } from '../http/contract.ts'
import { formatCnic } from '../i18n/format.ts'
import { BothNames } from './BothNames.tsx'
import { Icon } from './Icon.tsx'
import { Ltr } from './Ltr.tsx'
import classes from './RecordHeader.module.css'

/** A person at the head of a record or in a list of candidates: photo, both names, number, status, flags. */
export function PersonCard({
  name,
  father,
  photo,
  number,
  cnic,
  lines = [],
  status,
  flags,
  to,
  actions,
}: {
  name: BothLanguages
  father?: BothLanguages | undefined
  photo?: string | undefined
  number?: string | undefined
  cnic?: string | undefined
  lines?: readonly { readonly label: string; readonly value: ReactNode }[]
  status?: ReactNode
  flags?: ReactNode
  to?: string
  actions?: ReactNode
}) {
  const { t } = useTranslation()
  const facts = [
    ...(father === undefined
      ? []
      : [{ label: t('common:word.father-name'), value: <BothNames name={father} as="inline" /> }]),
    ...(cnic === undefined
      ? []
      : [{ label: t('common:form.cnic'), value: <Ltr copy>{formatCnic(cnic)}</Ltr> }]),
    ...lines,
  ]
  return (
    <article className={classes.card}>
      <div className={classes.photo}>
        {photo === undefined ? (
          <Icon name="user" size={34} />
        ) : (
          <img src={photo} alt="" width={72} height={88} />
        )}
      </div>
      <div className={classes.body}>
        <div className={classes.top}>
          <span className={classes.name}>
            <BothNames name={name} {...(to === undefined ? {} : { to })} />
          </span>
          {number === undefined ? null : (
            <span className={classes.number}>
              <Ltr copy>{number}</Ltr>
            </span>
          )}
          {status}
        </div>
        <Facts facts={facts} />
        {flags === undefined ? null : <div className={classes.flags}>{flags}</div>}
      </div>
      {actions === undefined ? null : <div className={classes.actions}>{actions}</div>}
    </article>
  )
}

export function Facts({
  facts,
}: {
  facts: readonly { readonly label: string; readonly value: ReactNode }[]
}) {
  if (facts.length === 0) return null
  return (
    <dl className={classes.facts}>
      {facts.map((fact) => (
        <div key={fact.label}>
          <dt>{fact.label}</dt>
          <dd>{fact.value}</dd>
        </div>
      ))}
    </dl>
  )
}
