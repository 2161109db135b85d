(() => {
  'use strict';
  const $ = id => document.getElementById(id);
  const say = JSON.parse($('say').textContent);
  const { path } = $('main').dataset;
  const form = $('form'), progress = $('progress'), error = $('error'), again = $('again');
  const kind = form ? 'captcha' : 'challenge';
  let ticket = $('main').dataset.ticket, proof;

  // SHA-256 of one block, first word only. Its constants are the fractions of the roots of the first primes.
  const fraction = x => ((x - Math.floor(x)) * 0x100000000) | 0;
  const roots = [], K = new Int32Array(64), W = new Int32Array(64);
  for (let n = 2, count = 0; count < 64; n++) {
    let d = 2;
    while (n % d) d++;
    if (d !== n) continue;
    if (count < 8) roots.push(fraction(Math.sqrt(n)));
    K[count++] = fraction(Math.cbrt(n));
  }
  const firstWord = (seed, part, number) => {
    W.set(seed);
    W[4] = part; W[5] = number; W[6] = 0x80000000; W[15] = 192;
    for (let i = 7; i < 15; i++) W[i] = 0;
    for (let i = 16; i < 64; i++) {
      const x = W[i - 15], y = W[i - 2];
      W[i] = W[i - 16] + W[i - 7] + ((x >>> 7 | x << 25) ^ (x >>> 18 | x << 14) ^ x >>> 3) + ((y >>> 17 | y << 15) ^ (y >>> 19 | y << 13) ^ y >>> 10);
    }
    let a = roots[0], b = roots[1], c = roots[2], d = roots[3], e = roots[4], f = roots[5], g = roots[6], h = roots[7];
    for (let i = 0; i < 64; i++) {
      const one = (h + ((e >>> 6 | e << 26) ^ (e >>> 11 | e << 21) ^ (e >>> 25 | e << 7)) + (e & f ^ ~e & g) + K[i] + W[i]) | 0;
      const two = (((a >>> 2 | a << 30) ^ (a >>> 13 | a << 19) ^ (a >>> 22 | a << 10)) + (a & b ^ a & c ^ b & c)) | 0;
      h = g; g = f; f = e; e = (d + one) | 0; d = c; c = b; b = a; a = (one + two) | 0;
    }
    return (a + roots[0]) | 0;
  };

  // A breath for the page; unlike a timer it is not slowed down in a tab behind others.
  const channel = new MessageChannel();
  const breath = () => new Promise(done => { channel.port1.onmessage = done; channel.port2.postMessage(0); });

  const work = async () => {
    const bytes = Uint8Array.from(atob(ticket.replace(/-/g, '+').replace(/_/g, '/')), c => c.charCodeAt(0));
    const view = new DataView(bytes.buffer), seed = [16, 12, 8, 4].map(back => view.getInt32(bytes.length - back));
    const shift = 32 - bytes[1];
    let result = '', until = performance.now() + 12;
    for (let part = 0; part < 16; part++) {
      let number = 0;
      while (firstWord(seed, part, number) >>> shift) {
        number++;
        if ((number & 127) || performance.now() < until) continue;
        progress.value = part;
        await breath();
        until = performance.now() + 12;
      }
      result += number.toString(16).padStart(8, '0');
    }
    return result;
  };

  const post = async (action, values) => {
    const answer = await fetch(path, { method: 'POST', credentials: 'same-origin', cache: 'no-store', body: new URLSearchParams({ do: action, for: kind, ticket, ...values }) });
    if (answer.status === 409) ticket = (await answer.json()).ticket;
    return answer;
  };

  // Whoever comes back again and again keeps no cookie; going round in circles helps nobody.
  const memory = 'redoubt-' + kind;
  const remember = () => {
    const { count = 0, time = 0 } = JSON.parse(sessionStorage.getItem(memory) || '{}');
    return Date.now() - time < 60000 ? count : 0;
  };
  const keepsCookies = () => {
    try { return navigator.cookieEnabled && remember() < 3; } catch { return false; }
  };
  const passed = () => {
    sessionStorage.setItem(memory, JSON.stringify({ count: remember() + 1, time: Date.now() }));
    location.reload();
  };

  const fail = message => {
    progress.hidden = true;
    error.textContent = message;
    again.hidden = false;
    if (form) form.hidden = true;
    again.focus();
  };
  again.onclick = () => {
    try { sessionStorage.removeItem(memory); } catch { /* there is none to forget */ }
    location.reload();
  };
  const trouble = answer => fail(answer.status === 429 || answer.status === 503 ? say.busy : say.failed);
  const guarded = action => async event => {
    event?.preventDefault();
    try { await action(); } catch { fail(say.offline); }
  };

  const challenge = async () => {
    progress.hidden = false;
    // A ticket is for one address; where that changes meanwhile, the next one is right.
    for (let round = 0; round < 3; round++) {
      const answer = await post('answer', { proof: await work() });
      if (answer.status === 204) return passed();
      if (answer.status !== 409) return trouble(answer);
    }
    fail(say.failed);
  };

  const captcha = () => {
    const urls = {};
    let sound = false, busy = false;
    const boxes = [...Array(9).keys()].map(i => {
      const label = document.createElement('label'), box = document.createElement('input');
      box.type = 'checkbox';
      box.setAttribute('aria-label', say.picture + ' ' + (i + 1));
      label.append(box);
      $('tiles').append(label);
      return box;
    });

    const set = (key, element, blob) => {
      if (urls[key]) URL.revokeObjectURL(urls[key]);
      element.src = urls[key] = URL.createObjectURL(blob);
    };
    const show = async focus => {
      for (let round = 0; round < 3; round++) {
        progress.hidden = !!proof;
        proof ||= await work();
        const answer = await post(sound ? 'sound' : 'picture', { proof });
        if (answer.status === 409) { proof = null; continue; }
        if (answer.status !== 200) return trouble(answer);
        if (!sound) $('task').textContent = say[answer.headers.get('x-redoubt-shape')];
        set(sound ? 'sound' : 'picture', sound ? $('audio') : $('image'), await answer.blob());
        boxes.forEach(box => { box.checked = false; });
        $('count').value = '';
        $('pictures').hidden = sound;
        $('sound').hidden = !sound;
        $('other').textContent = sound ? say.usePictures : say.useSound;
        progress.hidden = true;
        form.hidden = false;
        // Who did not ask for it is told that it is there, and not torn away.
        if (focus) (sound ? $('audio') : boxes[0]).focus();
        else $('status').textContent = $('task').textContent;
        return;
      }
      fail(say.failed);
    };
    // One thing at a time; the buttons say so, and keep their focus.
    const alone = action => guarded(async () => {
      if (busy) return;
      busy = true;
      const buttons = form.querySelectorAll('button');
      buttons.forEach(button => button.setAttribute('aria-disabled', 'true'));
      try { await action(); } finally {
        busy = false;
        buttons.forEach(button => button.removeAttribute('aria-disabled'));
      }
    });

    form.onsubmit = alone(async () => {
      error.textContent = '';
      const value = sound ? $('count').value.replace(/\D/g, '') : boxes.map(box => (box.checked ? 1 : 0)).join('');
      if (!(sound ? value : boxes.some(box => box.checked))) {
        error.textContent = sound ? say.emptySound : say.empty;
        return;
      }
      const answer = await post('answer', { proof, [sound ? 'sound' : 'picture']: value });
      if (answer.status === 204) return passed();
      if (answer.status !== 409) return trouble(answer);
      proof = null;
      await show(true);
      if (!form.hidden) error.textContent = sound ? say.wrongSound : say.wrong;
    });
    $('fresh').onclick = alone(async () => {
      error.textContent = '';
      const answer = await post('fresh', {});
      if (answer.status !== 409) return trouble(answer);
      proof = null;
      await show(true);
    });
    $('other').onclick = alone(async () => {
      error.textContent = '';
      sound = !sound;
      await show(true);
    });
    return show(false);
  };

  if (!keepsCookies()) fail(say.cookies);
  else guarded(form ? captcha : challenge)();
})();
