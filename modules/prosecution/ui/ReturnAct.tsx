import { useState } from 'react'
import {
  Button,
  Checkbox,
  ConfirmAct,
  Icon,
  parseDate,
  StatusBadge,
  say,
  Textarea,
  TextInput,
  today,
  useBoth,
  useCommand,
  useTranslation,
} from '#platform/ui'
import { defectCodes, defectGroups, defects, returnChallan } from '../contract.ts'
import classes from './Prosecution.module.css'

type DefectCode = (typeof defectCodes)[number]

const dayMs = 86_400_000
const daysToCure = 3

/** The letter of return: defects marked from the list, each with a note, and the day it is asked back by. */
export function ReturnAct({
  scrutinyId,
  suggested,
  before,
}: {
  scrutinyId: string
  suggested: readonly DefectCode[]
  /** Keeps what was marked in the file: once decided, nothing more can be kept. */
  before: () => Promise<void>
}) {
  const { t } = useTranslation('prosecution')
  const [chosen, setChosen] = useState<ReadonlyMap<DefectCode, string>>(
    () => new Map(suggested.map((code) => [code, ''])),
  )
  const [remarks, setRemarks] = useState('')
  const [typedDue, setTypedDue] = useState(() =>
    today(new Date(Date.now() + daysToCure * dayMs).toISOString())
      .split('-')
      .reverse()
      .join('/'),
  )
  const [asked, setAsked] = useState(false)
  const [trouble, setTrouble] = useState<string | undefined>(undefined)
  const command = useCommand(returnChallan, { onDone: () => say(t('scrutiny.returned')) })
  const dueBack = parseDate(typedDue)
  const change = (code: DefectCode, note: string | undefined) => {
    const next = new Map(chosen)
    if (note === undefined) next.delete(code)
    else next.set(code, note)
    setChosen(next)
    setTrouble(undefined)
  }
  const ask = () => {
    if (chosen.size === 0) return setTrouble(t('scrutiny.no-defect'))
    if (dueBack === undefined || dueBack < today()) return setTrouble(t('refusal.due-back-past'))
    setAsked(true)
  }
  return (
    <div className={classes.act}>
      <Defects chosen={chosen} suggested={suggested} change={change} />
      <Textarea
        label={t('scrutiny.remarks')}
        value={remarks}
        dir="auto"
        rows={3}
        autosize={false}
        onChange={(event) => setRemarks(event.currentTarget.value)}
      />
      <TextInput
        label={t('scrutiny.due-back')}
        description={t('scrutiny.due-hint')}
        value={typedDue}
        dir="ltr"
        className={classes.short}
        onChange={(event) => {
          setTypedDue(event.currentTarget.value)
          setTrouble(undefined)
        }}
      />
      {trouble === undefined ? null : (
        <p role="alert" className={classes.trouble}>
          {trouble}
        </p>
      )}
      <div>
        <Button variant="filled" leftSection={<Icon name="arrow-back-up" size={17} />} onClick={ask}>
          {t('scrutiny.return')}
        </Button>
      </div>
      <ConfirmAct
        opened={asked}
        onClose={() => setAsked(false)}
        title={t('scrutiny.return-title')}
        consequence={t('scrutiny.return-consequence', { count: chosen.size, due: dueBack ?? '' })}
        actLabel={t('scrutiny.return')}
        onConfirm={async () => {
          await before()
          await command.run({
            scrutinyId,
            defects: [...chosen].map(([code, note]) => ({
              code,
              ...(note.trim() === '' ? {} : { note }),
            })),
            ...(remarks.trim() === '' ? {} : { remarks }),
            ...(dueBack === undefined ? {} : { dueBack }),
          })
        }}
      />
    </div>
  )
}

function Defects({
  chosen,
  suggested,
  change,
}: {
  chosen: ReadonlyMap<DefectCode, string>
  suggested: readonly DefectCode[]
  change: (code: DefectCode, note: string | undefined) => void
}) {
  const { t } = useTranslation('prosecution')
  const both = useBoth()
  return (
    <fieldset className={classes.defects}>
      <legend>{t('scrutiny.defects')}</legend>
      {Object.entries(defectGroups).map(([group, title]) => (
        <div key={group} className={classes.group}>
          <strong>{both(title)}</strong>
          {defectCodes
            .filter((code) => defects[code].group === group)
            .map((code) => (
              <div key={code}>
                <div className={classes.line}>
                  <Checkbox
                    label={both(defects[code].text)}
                    checked={chosen.has(code)}
                    onChange={(event) => change(code, event.currentTarget.checked ? '' : undefined)}
                  />
                  {suggested.includes(code) ? (
                    <StatusBadge meaning="blue">{t('scrutiny.suggested')}</StatusBadge>
                  ) : null}
                </div>
                {chosen.has(code) ? (
                  <TextInput
                    aria-label={t('scrutiny.defect-note', { what: both(defects[code].text) })}
                    placeholder={t('scrutiny.note-word')}
                    className={classes.note}
                    value={chosen.get(code) ?? ''}
                    dir="auto"
                    onChange={(event) => change(code, event.currentTarget.value)}
                  />
                ) : null}
              </div>
            ))}
        </div>
      ))}
    </fieldset>
  )
}
