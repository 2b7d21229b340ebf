import { smtpSettings } from './smtp-settings';

const FROM = 'countersign@shop.example';

describe('the mail server', () => {
  it.each([
    ['smtp://mail.shop.example', { port: 587, secure: false, requireTls: true }],
    ['smtps://mail.shop.example', { port: 465, secure: true, requireTls: false }],
    ['smtp://mail.shop.example:25?ignoreTLS=true&requireTLS=false', { port: 25, secure: false, requireTls: true }],
    ['smtp://127.0.0.1:2525', { port: 2525, secure: false, requireTls: false }],
    ['smtp://[::1]:2525', { host: '::1', requireTls: false }],
    ['smtp://127.0.0.1.shop.example', { requireTls: true }],
  ])('of %s is spoken to in clear on this machine only', (url, expected) => {
    expect(smtpSettings(url, FROM)).toMatchObject({ from: FROM, ...expected });
  });

  it('is given the credentials of the URL', () => {
    expect(smtpSettings('smtps://u%40shop:p%3Aw@mail.shop.example', FROM).credentials).toEqual({ user: 'u@shop', password: 'p:w' });
  });
});
