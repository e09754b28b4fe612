import { type Handler, handleOpen } from '#kernel/gate'
import * as contract from './contract.ts'
import { beginOidc, finishOidc, listProviders } from './oidc.ts'
import {
  actAs,
  beginSecondFactor,
  changePassword,
  confirmSecondFactor,
  getSession,
  listOwnSessions,
  revokeSession,
  setLanguage,
  stepUp,
} from './own-session.ts'
import { enrol, showSecondFactor, signIn, signOut } from './sign-in.ts'

/** None of these opens the door to data: they run on the sign-in service's own role. */
export const handlers: readonly Handler[] = [
  handleOpen(contract.signIn, signIn),
  handleOpen(contract.showSecondFactor, showSecondFactor),
  handleOpen(contract.enrol, enrol),
  handleOpen(contract.signOut, signOut),
  handleOpen(contract.getSession, getSession),
  handleOpen(contract.actAs, actAs),
  handleOpen(contract.stepUp, stepUp),
  handleOpen(contract.setLanguage, setLanguage),
  handleOpen(contract.listSessions, listOwnSessions),
  handleOpen(contract.revokeSession, revokeSession),
  handleOpen(contract.beginSecondFactor, beginSecondFactor),
  handleOpen(contract.confirmSecondFactor, confirmSecondFactor),
  handleOpen(contract.changePassword, changePassword),
  handleOpen(contract.listProviders, listProviders),
  handleOpen(contract.beginOidc, beginOidc),
  handleOpen(contract.finishOidc, finishOidc),
]
