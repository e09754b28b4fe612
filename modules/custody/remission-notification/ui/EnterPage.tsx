import { z } from 'zod'
import {
  Button,
  CheckField,
  Columns,
  DateField,
  Fieldset,
  Form,
  Icon,
  NumberField,
  Page,
  SelectField,
  TextField,
  useCommand,
  useFormValues,
  useGo,
  useSetField,
  useTranslation,
} from '#platform/ui'
import { enterNotification, type NotificationRule, offenceGroups } from '../contract.ts'
import classes from './Notification.module.css'

const parts = ['none', '1/4', '1/3', '1/2', '2/3', '3/4'] as const

/** As it stands in the form: groups ticked one by one, a part as its own choice. */
const Written = z.object({
  title: z.object({ en: z.string().trim().min(3), ur: z.string().trim().min(3) }),
  authority: z.string().trim().min(3),
  instrument: z.string().trim().min(3),
  notifiedOn: z.iso.date(),
  excluded: z.record(z.string(), z.boolean().optional()).optional(),
  rules: z
    .array(
      z.object({
        id: z.string().trim().min(1),
        sex: z.enum(['M', 'F', '']).optional(),
        minAge: z.number().int().min(0).max(130).optional(),
        served: z.enum(parts).optional(),
        days: z.number().int().min(1).max(3650),
        own: z.record(z.string(), z.boolean().optional()).optional(),
      }),
    )
    .min(1),
})

function ticked(groups: Record<string, boolean | undefined> | undefined): (typeof offenceGroups)[number][] {
  return offenceGroups.filter((group) => groups?.[group] === true)
}

function ruleOf(rule: z.output<typeof Written>['rules'][number]): NotificationRule {
  const [of, parts] = (rule.served ?? 'none') === 'none' ? [] : rule.served!.split('/').map(Number)
  const own = ticked(rule.own)
  return {
    id: rule.id,
    days: rule.days,
    ...(rule.sex === 'M' || rule.sex === 'F' ? { sex: rule.sex } : {}),
    ...(rule.minAge === undefined ? {} : { minAge: rule.minAge }),
    ...(of === undefined || parts === undefined ? {} : { minServed: [of, parts] }),
    ...(own.length === 0 ? {} : { excluded: own }),
  }
}

/** Murder, terrorism, rape and what else notifications usually leave out; two thirds served. Changed as the paper says. */
const usual = {
  excluded: Object.fromEntries(
    [
      'MURDER',
      'ESPIONAGE',
      'ANTI_STATE',
      'TERRORISM',
      'RAPE',
      'KIDNAPPING',
      'ROBBERY',
      'DACOITY',
      'FOREIGNERS_ACT',
    ].map((group) => [group, true]),
  ),
  rules: [{ id: 'GENERAL', served: '2/3', days: 90 }],
}

/** Enters a notification; the trial on everyone begins at once. */
export default function EnterPage() {
  const { t } = useTranslation('custody-remission-notification')
  const go = useGo()
  const enter = useCommand(enterNotification, {
    onDone: ({ notificationId }) => go(`/custody/remission-notifications/${notificationId}`),
  })
  return (
    <Page
      title={t('enter-title')}
      lead={t('enter-lead')}
      back={{ to: '/custody/remission-notifications', label: t('title') }}
    >
      <Form
        schema={Written}
        initial={usual}
        draft="custody.remission-notification"
        submit={t('enter')}
        onSubmit={async (values) => {
          const written = Written.parse(values)
          await enter.run({
            title: written.title,
            authority: written.authority,
            instrument: written.instrument,
            notifiedOn: written.notifiedOn,
            excluded: ticked(written.excluded),
            rules: written.rules.map(ruleOf),
          })
        }}
      >
        <Columns>
          <TextField name="title.en" lang="en" label={`${t('name')} (English)`} required />
          <TextField name="title.ur" lang="ur" label={`${t('name')} (اردو)`} required />
        </Columns>
        <Columns>
          <TextField name="authority" label={t('authority')} required />
          <TextField name="instrument" ltr label={t('instrument')} required />
          <DateField name="notifiedOn" label={t('notified-on')} required />
        </Columns>
        <Fieldset legend={t('excluded')}>
          <Groups path="excluded" />
        </Fieldset>
        <Fieldset legend={t('rules')}>
          <p className={classes.soft}>{t('rules-hint')}</p>
          <Rules />
        </Fieldset>
      </Form>
    </Page>
  )
}

function Groups({ path }: { path: string }) {
  const { t } = useTranslation('custody-remission-notification')
  return (
    <div className={classes.groups}>
      {offenceGroups.map((group) => (
        <CheckField key={group} name={`${path}.${group}`} label={t(`group.${group}`)} />
      ))}
    </div>
  )
}

function Rules() {
  const { t } = useTranslation('custody-remission-notification')
  const { rules = [] } = useFormValues<{ rules?: readonly Record<string, unknown>[] }>()
  const set = useSetField()
  return (
    <>
      {rules
        .map((_rule, index) => `rules.${index}`)
        .map((path) => (
          <div key={path} className={classes.rule}>
            <Columns>
              <TextField name={`${path}.id`} ltr label={t('rule-name')} required />
              <NumberField name={`${path}.days`} label={t('days')} required />
            </Columns>
            <Columns>
              <SelectField
                name={`${path}.sex`}
                label={t('sex')}
                options={[
                  { value: '', label: t('any') },
                  ...(['M', 'F'] as const).map((value) => ({ value, label: t(`sex-of.${value}`) })),
                ]}
              />
              <NumberField name={`${path}.minAge`} label={t('min-age')} />
              <SelectField
                name={`${path}.served`}
                label={t('served')}
                options={parts.map((value) => ({ value, label: t(`served-of.${value}`) }))}
              />
            </Columns>
            <details>
              <summary>{t('own-exclusions')}</summary>
              <Groups path={`${path}.own`} />
            </details>
          </div>
        ))}
      <div>
        <Button
          size="xs"
          leftSection={<Icon name="plus" size={16} />}
          onClick={() => set('rules', [...rules, { id: `RULE-${rules.length + 1}`, served: 'none' }])}
        >
          {t('add-rule')}
        </Button>
      </div>
    </>
  )
}
