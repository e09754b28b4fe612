import { defineModule } from '#kernel/gate'
import { permissions } from './access.ts'
import { countWaitingEnrolments } from './account-office.ts'
import { handlers } from './endpoints.ts'
import { sweepTries } from './tries.ts'

export { createAccount, type NewAccount, setPassword, setPasswordHash } from './accounts.ts'
export { oidcProviders } from './oidc.ts'
export { codeAt } from './one-time-codes.ts'
export { hashPassword } from './passwords.ts'
export { takeCode } from './second-factor.ts'
export { identify } from './sessions.ts'

export const identity = defineModule({
  name: 'identity',
  handlers,
  permissions,
  queues: [
    {
      key: 'identity.enrolments-waiting',
      label: { en: 'Enrolment codes to grant', ur: 'منظوری کے منتظر اندراجی کوڈ' },
      needs: 'access:approve',
      href: '/accounts?state=waiting',
      count: countWaitingEnrolments,
    },
  ],
  jobs: [
    {
      name: 'identity.forget-old-tries',
      label: { en: 'Forget old wrong sign-in tries', ur: 'پرانی ناکام سائن اِن کوششیں مٹانا' },
      schedule: '17 * * * *',
      run: async ({ auth }, _input, progress) => {
        const swept = await sweepTries(auth, new Date())
        await progress.report(swept, swept)
      },
    },
  ],
})
