import type { OutputOf } from '#platform/http/contract'
import {
  ActForm,
  CheckField,
  Fieldset,
  Form,
  Ltr,
  Section,
  StatusBadge,
  say,
  TextField,
  useFormats,
  useTranslation,
} from '#platform/ui'
import { type getTransfer, receiveParcel, sendAfter } from '../contract.ts'
import { sealsOf, WhatCame, type Written } from './ArrivalForm.tsx'
import classes from './Transfer.module.css'

type Data = OutputOf<typeof getTransfer>
type Parcel = Data['parcels'][number]
const papers = ['file', 'warrants', 'medicine'] as const

/** What did not come with the prisoner: what still lies there, what is on the road, and what has been received. */
export function SentAfter({ data }: { data: Data }) {
  const { t } = useTranslation('custody-transfer')
  const { money } = useFormats()
  const { left, parcels, may } = data
  if (parcels.length === 0 && !may.sendAfter) return null
  return (
    <Section title={t('after.title')} actions={may.sendAfter ? <Send data={data} /> : undefined}>
      {left === null || (left.bags === 0 && left.cash === 0) || !may.sendAfter ? null : (
        <p>{t('after.left', { bags: left.bags, cash: left.cash })}</p>
      )}
      <ul className={classes.list}>
        {parcels.map((parcel) => (
          <li key={parcel.id} className={classes.item}>
            <span>
              <bdi>{parcel.how}</bdi>
              <span className={classes.soft}>
                {parcel.bags.map((bag) => (
                  <span key={bag.number}>
                    {' · '}
                    {t('along.bag')} <Ltr>{bag.number}</Ltr>
                  </span>
                ))}
                {parcel.cash === 0 ? null : (
                  <>
                    {' · '}
                    <Ltr>{money(parcel.cash)}</Ltr>
                  </>
                )}
                {parcel.papers.map((paper) => ` · ${t(`after.paper-${paper}`)}`).join('')}
              </span>
            </span>
            <Standing parcel={parcel} />
          </li>
        ))}
      </ul>
      {parcels.map((parcel) => (parcel.may ? <Receive key={parcel.id} parcel={parcel} /> : null))}
    </Section>
  )
}

function Standing({ parcel }: { parcel: Parcel }) {
  const { t } = useTranslation('custody-transfer')
  const { instant } = useFormats()
  return (
    <span className={classes.badges}>
      {parcel.receivedAt === null ? (
        <StatusBadge meaning="amber" icon="truck">
          {t('after.on-road')}
        </StatusBadge>
      ) : (
        <StatusBadge meaning="grey" icon="check">
          {t('after.received', { at: instant(parcel.receivedAt) })}
        </StatusBadge>
      )}
      {parcel.differences.length === 0 ? null : (
        <StatusBadge meaning="amber" icon="alert-triangle">
          {t('unsettled', { count: parcel.differences.length })}
        </StatusBadge>
      )}
    </span>
  )
}

function Send({ data: { transfer } }: { data: Data }) {
  const { t } = useTranslation('custody-transfer')
  return (
    <ActForm
      label={t('after.act')}
      icon="truck"
      filled
      endpoint={sendAfter}
      given={{ id: transfer.id }}
      onDone={() => say(t('after.done'))}
    >
      <p className={classes.soft}>{t('after.means')}</p>
      <TextField name="how" label={t('after.how')} hint={t('after.how-hint')} required maxLength={200} />
      <Fieldset legend={t('arrive.papers')}>
        {papers.map((paper) => (
          <CheckField key={paper} name={paper} label={t(`after.paper-${paper}`)} />
        ))}
      </Fieldset>
    </ActForm>
  )
}

function Receive({ parcel }: { parcel: Parcel }) {
  const { t } = useTranslation('custody-transfer')
  return (
    <Form
      endpoint={receiveParcel}
      initial={{}}
      submit={t('after.receive')}
      prepare={(values) => {
        const { read, ...rest } = values as Written
        return { ...rest, id: parcel.id, seals: sealsOf(parcel.bags, read) }
      }}
      onDone={({ differences }) =>
        say(
          differences === 0 ? t('after.received-done') : t('after.received-differs', { count: differences }),
        )
      }
    >
      <WhatCame bags={parcel.bags} cash={parcel.cash} papers={parcel.papers} />
    </Form>
  )
}
