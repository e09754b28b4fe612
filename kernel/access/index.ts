export {
  type Actor,
  asActor,
  type DoorOptions,
  GrantNotInForce,
  may,
  type Standing,
  standing,
} from './door.ts'
export { type Permissions, type Post, posts, writePosts } from './posts.ts'
