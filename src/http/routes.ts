import { approvalRoutes } from './approvals.ts';
import { assetRoutes } from './assets.ts';
import { checkRoutes } from './checks.ts';
import { coverageRoutes } from './coverage.ts';
import { declarationRoutes } from './declarations.ts';
import { descriptionRoute } from './description.ts';
import { eventRoutes } from './events.ts';
import { exportRoutes } from './exports.ts';
import { healthRoutes } from './health.ts';
import { metricsRoutes } from './metrics.ts';
import type { Route } from './route.ts';
import { sessionRoutes } from './session.ts';

const DESCRIBED: readonly Route[] = [
  ...healthRoutes,
  ...sessionRoutes,
  ...assetRoutes,
  ...declarationRoutes,
  ...approvalRoutes,
  ...checkRoutes,
  ...exportRoutes,
  ...eventRoutes,
  ...coverageRoutes,
  ...metricsRoutes,
];

/** Every operation below `/api/v1`, in the order of its description. */
export const ROUTES: readonly Route[] = [...DESCRIBED, descriptionRoute(DESCRIBED)];
