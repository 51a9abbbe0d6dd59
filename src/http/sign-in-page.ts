import { type Page, page } from './page.ts';

const BODY = `<h1>provgate</h1>
<form id="form">
<label for="token">Token</label>
<input id="token" type="password" autocomplete="off" required>
<button>Sign in</button>
<p id="said" role="status"></p>
</form>
<p>An administrator makes tokens with <code>provgate token create</code>. It is sent once, in a header, and not kept by this page.</p>`;

const SCRIPT = `
document.getElementById('form').addEventListener('submit', async (event) => {
  event.preventDefault();
  const token = document.getElementById('token').value.trim();
  const reply = await fetch('/api/v1/session', {
    method: 'POST',
    headers: { authorization: 'Bearer ' + token, 'content-type': 'application/json' },
    body: '{}',
  });
  if (reply.ok) location.reload();
  else document.getElementById('said').textContent = (await reply.json()).detail;
});
`;

/** Where a person exchanges a token for a session. */
export const signInPage: Page = page('Sign in to provgate', BODY, SCRIPT);
