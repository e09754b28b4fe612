import { type Handler, handleOpen } from '#kernel/gate'
import * as contract from './contract.ts'
import { publicFigures } from './figures.ts'

export const publicFigureHandlers: readonly Handler[] = [
  handleOpen(contract.getPublicFigures, (services) => publicFigures(services)),
]
