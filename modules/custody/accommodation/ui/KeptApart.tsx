import { useState } from 'react'
import type { OutputOf } from '#platform/http/contract'
import {
  Button,
  Columns,
  ConfirmAct,
  call,
  Form,
  type Found,
  Icon,
  Modal,
  SearchField,
  Section,
  SelectField,
  StatusBadge,
  say,
  TextField,
  useBoth,
  useCommand,
  useTranslation,
} from '#platform/ui'
import { listPrisoners } from '../../prisoners/contract.ts'
import {
  apartScopes,
  endNonAssociation,
  type getPlaceOf,
  nonAssociationReasons,
  nonAssociationRoles,
  recordNonAssociation,
} from '../contract.ts'
import classes from './Accommodation.module.css'
import { Who } from './words.tsx'

type Row = NonNullable<OutputOf<typeof getPlaceOf>['nonAssociations']>[number]

/** From whom a prisoner is kept apart; shown to those entitled alone. */
export function KeptApart({ id, held, rows }: { id: string; held: boolean; rows: readonly Row[] }) {
  const { t } = useTranslation('custody-accommodation')
  const [adding, setAdding] = useState(false)
  return (
    <Section
      title={t('apart.title')}
      actions={
        held ? (
          <Button size="xs" leftSection={<Icon name="hand-stop" size={16} />} onClick={() => setAdding(true)}>
            {t('apart.add')}
          </Button>
        ) : undefined
      }
    >
      {rows.length === 0 ? <p className={classes.soft}>{t('apart.none')}</p> : null}
      <ul className={classes.people}>
        {rows.map((row) => (
          <Pair key={row.id} row={row} />
        ))}
      </ul>
      <Modal opened={adding} onClose={() => setAdding(false)} title={t('apart.add')} size="lg">
        <AddPair id={id} close={() => setAdding(false)} />
      </Modal>
    </Section>
  )
}

function Pair({ row }: { row: Row }) {
  const { t } = useTranslation('custody-accommodation')
  const both = useBoth()
  const end = useCommand(endNonAssociation)
  const [ending, setEnding] = useState(false)
  return (
    <li className={classes.person}>
      <div>
        {row.other === null ? <span>{t('apart.elsewhere')}</span> : <Who one={row.other} />}
        <div className={classes.facts}>
          {row.other === null || row.other.place === null ? null : <span>{both(row.other.place)}</span>}
          <span>{t(`apart-for.${row.reason}`)}</span>
          <span>{t(`scope.${row.scope}`)}</span>
          <span className={classes.soft}>
            {t('apart.own-role')}: {t(`role.${row.ownRole}`)} · {t('apart.other-role')}:{' '}
            {t(`role.${row.otherRole}`)}
          </span>
          {row.note === null ? null : <span className={classes.soft}>{row.note}</span>}
        </div>
      </div>
      {row.ended ? (
        <StatusBadge meaning="grey">{t('apart.ended')}</StatusBadge>
      ) : (
        <>
          <Button size="xs" onClick={() => setEnding(true)}>
            {t('apart.end')}
          </Button>
          <ConfirmAct
            opened={ending}
            onClose={() => setEnding(false)}
            title={t('apart.end')}
            consequence={t('apart.end-means')}
            reason="required"
            danger
            actLabel={t('apart.end')}
            onConfirm={(why) => end.run({ id: row.id, why })}
          />
        </>
      )}
    </li>
  )
}

function AddPair({ id, close }: { id: string; close: () => void }) {
  const { t } = useTranslation('custody-accommodation')
  const both = useBoth()
  const search = async (text: string, signal: AbortSignal): Promise<Found[]> => {
    const { rows } = await call(listPrisoners, { q: text, size: 10 }, { signal })
    return rows
      .filter((row) => row.id !== id)
      .map((row) => ({
        value: row.id,
        label: `${row.number} ${both(row.name)}`,
        ...(row.place === null ? {} : { detail: both(row.place) }),
      }))
  }
  const choice = (name: string, label: string, of: readonly string[], key: string) => (
    <SelectField
      name={name}
      label={label}
      required
      options={of.map((value) => ({ value, label: t(`${key}.${value}`) }))}
    />
  )
  return (
    <Form
      endpoint={recordNonAssociation}
      initial={{ oneRole: 'either', otherRole: 'either', scope: 'barrack' }}
      submit={t('apart.save')}
      cancel={close}
      prepare={(values) => ({ ...values, oneId: id })}
      onDone={({ together }) => {
        close()
        say(t(together ? 'apart.together' : 'apart.saved'))
      }}
    >
      <SearchField name="otherId" label={t('apart.other')} required search={search} />
      <Columns>
        {choice('oneRole', t('apart.own-role'), nonAssociationRoles, 'role')}
        {choice('otherRole', t('apart.other-role'), nonAssociationRoles, 'role')}
      </Columns>
      <Columns>
        {choice('reason', t('apart.reason'), nonAssociationReasons, 'apart-for')}
        {choice('scope', t('apart.scope'), apartScopes, 'scope')}
      </Columns>
      <TextField name="note" label={t('apart.note')} multiline maxLength={500} />
    </Form>
  )
}
