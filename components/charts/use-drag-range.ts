"use client";
import { useState } from "react";
import type { MouseHandlerDataParam } from "recharts";

/** First and last slot under the pointer, in the order of time. */
export type DraggedSlots = { first: number; last: number };

/** Dragging across the slots of a chart chooses a range of them; pressing and letting go on one of them is a click. */
export function useDragRange(
  onRange: (dragged: DraggedSlots) => void,
  onClick: (index: number) => void,
) {
  const [drag, setDrag] = useState<{ from: number; to: number } | null>(null);
  const first = drag && Math.min(drag.from, drag.to);
  const last = drag && Math.max(drag.from, drag.to);
  return {
    dragged: first !== null && last !== null && first < last ? { first, last } : null,
    handlers: {
      onMouseDown: (state: MouseHandlerDataParam) => {
        const index = toIndex(state);
        setDrag(index === undefined ? null : { from: index, to: index });
      },
      onMouseMove: (state: MouseHandlerDataParam) => {
        const index = toIndex(state);
        if (drag && index !== undefined && index !== drag.to)
          setDrag({ from: drag.from, to: index });
      },
      onMouseUp: () => {
        setDrag(null);
        if (first === null || last === null) return;
        if (first === last) onClick(first);
        else onRange({ first, last });
      },
      onMouseLeave: () => setDrag(null),
    },
  };
}

function toIndex({ activeTooltipIndex }: MouseHandlerDataParam): number | undefined {
  const index = Number(activeTooltipIndex ?? Number.NaN);
  return Number.isInteger(index) ? index : undefined;
}
