import { type RequestHandler, type Response, Router } from 'express';
import { answerProblem } from './answer.ts';
import { authenticate } from './authenticate.ts';
import type { HttpContext } from './context.ts';
import { docsPage } from './docs-page.ts';
import { describeApi } from './openapi.ts';
import type { Page } from './page.ts';
import { HttpProblem } from './problem.ts';
import { ROUTES } from './routes.ts';
import { signInPage } from './sign-in-page.ts';

/** The page that shows the API at `/api/docs`; without a session it asks for a token. */
export function docsRouter(context: HttpContext): Router {
  const { runtime, sessions } = context;
  const show: RequestHandler = async (request, response) => {
    try {
      await authenticate(request, runtime, sessions);
      send(response, 200, docsPage(describeApi(ROUTES, runtime.version, sessions.cookie)));
    } catch (error) {
      const asks = error instanceof HttpProblem && error.code === 'unauthorized' && request.accepts('html');
      if (asks) send(response, 401, signInPage);
      else answerProblem(response, error, runtime);
    }
  };
  return Router().get('/', show);
}

function send(response: Response, status: number, { html, policy }: Page): void {
  response
    .status(status)
    .set({ 'content-security-policy': policy, 'cache-control': 'no-store' })
    .type('html')
    .send(html);
}
