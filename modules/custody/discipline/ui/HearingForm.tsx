import type { ParsedInputOf } from '#platform/http/contract'
import {
  Button,
  CheckField,
  ChoiceField,
  Columns,
  DateField,
  Fieldset,
  Form,
  Icon,
  Ltr,
  NumberField,
  SelectField,
  say,
  TextField,
  useBoth,
  useFormats,
  useFormValues,
  useSetField,
  useTranslation,
} from '#platform/ui'
import {
  assistances,
  decideAdjudication,
  findings,
  type Punishment,
  type PunishmentKind,
  pleas,
  statementRoles,
} from '../contract.ts'
import classes from './Discipline.module.css'

type Input = ParsedInputOf<typeof decideAdjudication>

type Written = {
  readonly statements?: readonly Record<string, unknown>[]
  readonly punishments?: readonly { readonly kind?: string }[]
  readonly finding?: string
}

/** The hearing before the superintendent: plea, who was heard, finding, reasons, punishment. */
export function HearingForm({
  id,
  kinds,
  suspended,
  forfeitable,
  suspendMonths,
}: {
  id: string
  kinds: readonly PunishmentKind[]
  suspended: readonly Punishment[]
  forfeitable: number
  suspendMonths: number
}) {
  const { t } = useTranslation('custody-discipline')
  const both = useBoth()
  const { date } = useFormats()
  return (
    <Form
      endpoint={decideAdjudication}
      initial={{ assistance: 'not-wanted', statements: [{ role: 'prisoner' }], punishments: [] }}
      submit={t('hearing.decide')}
      prepare={(values) => {
        const { set = {}, ...rest } = values as { set?: Record<string, boolean> } & Record<string, unknown>
        const proved = rest.finding === 'proved'
        return {
          ...rest,
          id,
          punishments: proved ? ((rest.punishments as Input['punishments'] | undefined) ?? []) : [],
          activate: proved ? Object.keys(set).filter((key) => set[key] === true) : [],
        }
      }}
      onDone={({ forfeited, toConfirm }) =>
        say(
          toConfirm > 0
            ? t('hearing.done-confirm')
            : forfeited > 0
              ? t('hearing.done-forfeited', { count: forfeited })
              : t('hearing.done'),
        )
      }
    >
      <Columns>
        <SelectField
          name="plea"
          label={t('hearing.plea')}
          required
          options={pleas.map((value) => ({ value, label: t(`plea.${value}`) }))}
        />
        <SelectField
          name="assistance"
          label={t('hearing.assistance')}
          hint={t('hearing.assistance-hint')}
          required
          options={assistances.map((value) => ({ value, label: t(`assistance.${value}`) }))}
        />
      </Columns>
      <Fieldset legend={t('hearing.statements')}>
        <Statements />
      </Fieldset>
      <ChoiceField
        name="finding"
        label={t('hearing.finding')}
        required
        options={findings.map((value) => ({ value, label: t(`finding.${value}`) }))}
      />
      <TextField
        name="reasons"
        label={t('hearing.reasons')}
        hint={t('hearing.reasons-hint')}
        multiline
        required
        maxLength={4000}
      />
      <IfProved>
        <Fieldset legend={t('hearing.punishments')}>
          <Awards kinds={kinds} forfeitable={forfeitable} suspendMonths={suspendMonths} />
        </Fieldset>
        {suspended.length === 0 ? null : (
          <Fieldset legend={t('hearing.suspended')}>
            {suspended.map((one) => (
              <CheckField
                key={one.id}
                name={`set.${one.id}`}
                label={`${both(one.text)}${one.days === null ? '' : ` · ${t('days', { count: one.days })}`} · ${t('until', { day: date(one.suspendedUntil ?? '') })}`}
              />
            ))}
          </Fieldset>
        )}
      </IfProved>
    </Form>
  )
}

function IfProved({ children }: { children: React.ReactNode }) {
  const { finding } = useFormValues<Written>()
  return finding === 'proved' ? children : null
}

function Statements() {
  const { t } = useTranslation('custody-discipline')
  const { statements = [] } = useFormValues<Written>()
  const set = useSetField()
  return (
    <>
      {statements
        .map((_one, index) => `statements.${index}`)
        .map((path, index) => (
          <div key={path} className={classes.award}>
            {index === 0 ? (
              <strong>{t('role.prisoner')}</strong>
            ) : (
              <Columns>
                <SelectField
                  name={`${path}.role`}
                  label={t('hearing.who')}
                  required
                  options={statementRoles.map((value) => ({ value, label: t(`role.${value}`) }))}
                />
                <TextField name={`${path}.name`} label={t('common:word.name')} maxLength={120} />
              </Columns>
            )}
            <TextField name={`${path}.text`} label={t('hearing.said')} multiline required maxLength={2000} />
          </div>
        ))}
      <div>
        <Button
          size="xs"
          leftSection={<Icon name="plus" size={16} />}
          onClick={() => set('statements', [...statements, { role: 'witness' }])}
        >
          {t('hearing.add-statement')}
        </Button>
      </div>
    </>
  )
}

function Awards({
  kinds,
  forfeitable,
  suspendMonths,
}: {
  kinds: readonly PunishmentKind[]
  forfeitable: number
  suspendMonths: number
}) {
  const { t } = useTranslation('custody-discipline')
  const both = useBoth()
  const { punishments = [] } = useFormValues<Written>()
  const set = useSetField()
  const offered = kinds.filter((kind) => kind.standing === 'offered')
  return (
    <>
      {punishments
        .map((one, index) => ({
          path: `punishments.${index}`,
          kind: kinds.find(({ code }) => code === one.kind),
        }))
        .map(({ path, kind }) => (
          <div key={path} className={classes.award}>
            <Columns>
              <SelectField
                name={`${path}.kind`}
                label={t('hearing.kind')}
                required
                options={offered.map((one) => ({
                  value: one.code,
                  label: `${both(one.text)} (${one.section})`,
                }))}
              />
              {kind?.measured === true ? (
                <NumberField
                  name={`${path}.days`}
                  label={t('hearing.days')}
                  hint={t('hearing.most', { own: kind.ownDays, confirmed: kind.confirmedDays })}
                  required
                />
              ) : null}
              {kind === undefined ? null : (
                <DateField
                  name={`${path}.suspendedUntil`}
                  label={t('hearing.suspend')}
                  hint={t('hearing.suspend-hint', { count: suspendMonths })}
                />
              )}
            </Columns>
            {kind === undefined ? null : (
              <span className={classes.soft}>
                <Ltr>{kind.section}</Ltr> · {both(kind.basis)}
                {kind.ceilingBasis === null ? '' : ` · ${kind.ceilingBasis}`}
                {kind.forfeits ? ` · ${t('hearing.forfeitable', { count: Math.max(0, forfeitable) })}` : ''}
              </span>
            )}
          </div>
        ))}
      <div>
        <Button
          size="xs"
          leftSection={<Icon name="plus" size={16} />}
          onClick={() => set('punishments', [...punishments, {}])}
        >
          {t('hearing.add-punishment')}
        </Button>
      </div>
      <details>
        <summary>{t('hearing.not-offered')}</summary>
        <ul className={classes.not}>
          {kinds
            .filter((kind) => kind.standing !== 'offered')
            .map((kind) => (
              <li key={kind.code}>
                {both(kind.text)} <Ltr>{kind.section}</Ltr>: {t(`standing.${kind.standing}`)}.{' '}
                {both(kind.basis)}
              </li>
            ))}
        </ul>
      </details>
    </>
  )
}
