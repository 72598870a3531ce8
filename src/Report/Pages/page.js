// Shows what is under the pointer: the text of a shape, or the nearest point of a picture that has points.
(() => {
  'use strict';
  const tip = document.getElementById('tip'), reach = 14; // pixels
  const words = JSON.parse(document.getElementById('words').textContent);

  const show = (text, event) => {
    tip.textContent = text;
    tip.hidden = false;
    const { offsetWidth: width, offsetHeight: height } = tip;
    const right = event.clientX + 16, below = event.clientY + 16;
    tip.style.left = `${Math.max(4, right + width > innerWidth ? event.clientX - width - 12 : right)}px`;
    tip.style.top = `${Math.max(4, below + height > innerHeight ? event.clientY - height - 12 : below)}px`;
  };
  const hide = () => { tip.hidden = true; };

  document.addEventListener('pointermove', event => {
    const shape = event.target.closest?.('[data-tip]');
    if (shape)
      show(shape.dataset.tip, event);
    else if (!event.target.closest?.('svg[data-points]'))
      hide();
  });
  document.addEventListener('scroll', hide, true);

  for (const picture of document.querySelectorAll('svg[data-points]')) {
    const tips = JSON.parse(document.getElementById(picture.dataset.points).textContent);
    const points = Array.from(picture.querySelectorAll('.dots circle'), dot => [+dot.getAttribute('cx'), +dot.getAttribute('cy')]);
    const ring = document.createElementNS('http://www.w3.org/2000/svg', 'circle');
    ring.setAttribute('class', 'ring');
    ring.setAttribute('r', '6');
    ring.setAttribute('visibility', 'hidden');
    picture.append(ring);

    const leave = () => {
      ring.setAttribute('visibility', 'hidden');
      hide();
    };
    picture.addEventListener('pointerleave', leave);
    picture.addEventListener('pointermove', event => {
      const box = picture.getBoundingClientRect(), scale = picture.viewBox.baseVal.width / box.width;
      const x = (event.clientX - box.left) * scale, y = (event.clientY - box.top) * scale;
      let nearest = -1, distance = (reach * scale) ** 2;
      points.forEach(([px, py], index) => {
        const d = (px - x) ** 2 + (py - y) ** 2;
        if (d <= distance)
          [nearest, distance] = [index, d];
      });
      if (nearest < 0)
        return leave();
      ring.setAttribute('cx', points[nearest][0]);
      ring.setAttribute('cy', points[nearest][1]);
      ring.setAttribute('visibility', 'visible');
      show(tips[nearest].map(part => typeof part === 'number' ? words[part] : part).join(''), event);
    });
  }
})();
