/** 512 B, 1.5 KiB, 12 MiB. */
export function size(bytes) {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}

/** 12 ms, 3.4 s, 5 min, 2 h 5 min, 4 d 1 h. */
export function age(millis) {
  const seconds = Math.max(0, millis) / 1000;
  if (seconds < 1) {
    return `${Math.round(Math.max(0, millis))} ms`;
  } else if (seconds < 10) {
    return `${seconds.toFixed(1)} s`;
  } else if (seconds < 60) {
    return `${Math.floor(seconds)} s`;
  } else if (seconds < 3600) {
    return `${Math.floor(seconds / 60)} min`;
  } else if (seconds < 86400) {
    return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
  }
  return `${Math.floor(seconds / 86400)} d ${Math.floor((seconds % 86400) / 3600)} h`;
}

export function clock(millis, withMillis) {
  const time = new Date(millis);
  const two = (number) => String(number).padStart(2, '0');
  const text = `${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}`;
  return withMillis ? `${text}.${String(time.getMilliseconds()).padStart(3, '0')}` : text;
}

export function count(number, one, many) {
  return `${number} ${number === 1 ? one : many}`;
}
