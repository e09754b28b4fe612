import { useState } from 'react'
import {
  Button,
  ConfirmAct,
  Icon,
  Load,
  say,
  useBoth,
  useCall,
  useCommand,
  useTranslation,
} from '#platform/ui'
import { fileChallan, listTrialCourts } from '../contract.ts'
import classes from './Prosecution.module.css'

/** Filing a challan found fit: the court is chosen, those that the schedule names first. */
export function FileAct({
  scrutinyId,
  caseId,
  before,
}: {
  scrutinyId: string
  caseId: string
  /** Keeps what was marked in the file: once decided, nothing more can be kept. */
  before: () => Promise<void>
}) {
  const { t } = useTranslation('prosecution')
  const both = useBoth()
  const courts = useCall(listTrialCourts, { caseId })
  const [courtId, setCourtId] = useState('')
  const [asked, setAsked] = useState(false)
  const [trouble, setTrouble] = useState<string | undefined>(undefined)
  const command = useCommand(fileChallan, { onDone: () => say(t('scrutiny.filed')) })
  const nameOf = (court: { nameEn: string; nameUr: string }) => both({ en: court.nameEn, ur: court.nameUr })
  const selectId = `court-${scrutinyId}`
  return (
    <Load call={courts}>
      {({ courts: found }) => {
        const chosen = found.find(({ id }) => String(id) === courtId)
        return (
          <div className={classes.act}>
            <label htmlFor={selectId} className={classes.label}>
              {t('scrutiny.court')}
            </label>
            <select
              id={selectId}
              className={classes.select}
              value={courtId}
              onChange={(event) => {
                setCourtId(event.currentTarget.value)
                setTrouble(undefined)
              }}
            >
              <option value="">{t('scrutiny.choose')}</option>
              {[true, false].map((suits) => (
                <optgroup key={String(suits)} label={t(suits ? 'scrutiny.suits' : 'scrutiny.other-courts')}>
                  {found
                    .filter((court) => court.suits === suits)
                    .map((court) => (
                      <option key={court.id} value={String(court.id)}>
                        {nameOf(court)}
                      </option>
                    ))}
                </optgroup>
              ))}
            </select>
            {trouble === undefined ? null : (
              <p role="alert" className={classes.trouble}>
                {trouble}
              </p>
            )}
            <div>
              <Button
                variant="filled"
                leftSection={<Icon name="building-bank" size={17} />}
                onClick={() =>
                  chosen === undefined ? setTrouble(t('scrutiny.choose-court')) : setAsked(true)
                }
              >
                {t('scrutiny.file')}
              </Button>
            </div>
            <ConfirmAct
              opened={asked}
              onClose={() => setAsked(false)}
              title={t('scrutiny.file-title')}
              consequence={t('scrutiny.file-consequence', {
                court: chosen === undefined ? '' : nameOf(chosen),
              })}
              actLabel={t('scrutiny.file')}
              onConfirm={async () => {
                await before()
                await command.run({
                  scrutinyId,
                  courtId: Number(courtId),
                })
              }}
            />
          </div>
        )
      }}
    </Load>
  )
}
