"""What a real browser makes of a page: the weakest contrast on it, as it is computed there."""

from __future__ import annotations

import re
import shutil

#: Where the browser is; None where there is none.
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("chrome")

#: Options for a browser whose reader likes it dark.
AT_NIGHT = "--blink-settings=preferredColorScheme=0"

# WCAG 2.2, 1.4.3: text on what stands behind it, seen through all that is transparent.
_SCRIPT = """<script>
addEventListener("load", () => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const solid = (layers) => {
    canvas.fillStyle = "#fff"; canvas.fillRect(0, 0, 1, 1);
    for (const layer of layers) { canvas.fillStyle = layer; canvas.fillRect(0, 0, 1, 1); }
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const light = (rgb) => rgb.map((one) => one / 255)
    .map((one) => one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4)
    .reduce((sum, one, at) => sum + one * [0.2126, 0.7152, 0.0722][at], 0);
  let worst = [99, ""];
  for (const place of document.querySelectorAll("body, body *")) {
    const own = [...place.childNodes].filter((one) => one.nodeType === 3 && one.data.trim());
    if (!own.length || !place.checkVisibility() || place.closest("script, option")) continue;
    const grounds = [];
    for (let at = place; at; at = at.parentElement) {
      grounds.unshift(getComputedStyle(at).backgroundColor);
    }
    const ground = solid(grounds), ink = solid([...grounds, getComputedStyle(place).color]);
    const [low, high] = [light(ground), light(ink)].sort((one, other) => one - other);
    const contrast = (high + 0.05) / (low + 0.05);
    if (contrast < worst[0]) worst = [contrast, own[0].data.trim().slice(0, 40)];
  }
  document.title = "contrast " + worst[0].toFixed(2) + " " + worst[1];
});
</script>"""

_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')


def measured(page: str) -> str:
    """Return a page that writes its weakest contrast into its title when it is shown."""
    return _POLICY.sub("", page).replace("</body>", f"{_SCRIPT}</body>")


def contrast(shown: str) -> tuple[float, str]:
    """Return the weakest contrast of a page that was shown, and the text that has it."""
    found = re.search(r"<title>contrast ([\d.]+) (.*?)</title>", shown, re.DOTALL)
    assert found, "nothing was measured"
    return float(found[1]), found[2]
