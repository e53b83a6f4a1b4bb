"use client";
import { useState } from "react";
import { onDemand } from "#components/ui/on-demand.tsx";
import { formatFloor } from "#lib/domain/format/format-count.ts";
import { formatQueryText } from "#lib/domain/list-query/format-query-text.ts";
import type { QueryError } from "#lib/domain/list-query/parse-query-text.ts";
import type { JobList, ListValues } from "#lib/domain/job-list.ts";
import type { ColumnName } from "#lib/domain/list-columns.ts";
import type { FailingSource } from "#lib/domain/live-frame.ts";
import type { SavedView } from "#lib/domain/saved-view.ts";
import { maxRows } from "#lib/client/list/job-lists.ts";
import { ColumnsMenu } from "./columns-menu.tsx";
import { ExportButton } from "./export-button.tsx";
import { ListEnd } from "./list-end.tsx";
import { EmptyList, ListFault, PartNote } from "./list-message.tsx";
import { ListStatus } from "./list-status.tsx";
import { ListTable } from "./list-table.tsx";
import { QueryForm } from "./query-form.tsx";
import { StatusTabs } from "./status-tabs.tsx";
import { useExport } from "./use-export.ts";
import { useJobLists } from "./use-job-lists.ts";
import { useTicks } from "./use-ticks.ts";
import { ViewsMenu } from "./views-menu.tsx";

const ExportProgress = onDemand(() => import("./export-progress.tsx"));
const FilterPanel = onDemand(() => import("./filter-panel.tsx"));
const SelectionBar = onDemand(() => import("./selection-bar.tsx"));

type Props = {
  initial: JobList | null;
  initialSearch: string;
  initialText: string;
  initialErrors: readonly QueryError[];
  /** The sources that could not be asked. */
  failing: readonly FailingSource[];
  initialColumns: readonly ColumnName[];
  values: ListValues;
  views: readonly SavedView[];
  canManageViews: boolean;
  sources: { name: string; label: string }[];
  /** The pages that lead here without JavaScript. */
  pages: { previous: string | null; next: string | null };
  now: number;
};

/** The list of jobs: its tabs, its query, its rows. The address says all of it. */
export function JobsView(props: Props) {
  const { initial, initialSearch, initialErrors, values, sources, now } = props;
  const { lists, search, isInitial, isRefused, faults, state, shown } = useJobLists({
    search: initialSearch,
    list: initial,
    errors: initialErrors,
    now,
  });
  const [columns, setColumns] = useState(props.initialColumns);
  const { ticked, tick, clear } = useTicks(lists);
  const { run, begin, close } = useExport();
  const [isFiltering, setFiltering] = useState(false);
  const list = isRefused ? null : shown.list;
  const isPart = list?.filter.cursor !== undefined;
  const params = new URLSearchParams(search);
  const isLoading = state.list === null && state.phase === "loading";

  return (
    <>
      <div className="mb-2 flex flex-wrap items-center gap-2 max-sm:relative">
        <h1 className="mr-auto text-[21px] font-semibold tracking-[-.015em]">Jobs</h1>
        <button
          type="button"
          className="button noscript:hidden"
          aria-expanded={isFiltering}
          onClick={() => setFiltering(!isFiltering)}
        >
          Filters
        </button>
        <ViewsMenu initial={props.views} search={search} canManage={props.canManageViews} />
        <ColumnsMenu columns={columns} onChange={setColumns} />
        {list && (
          <ExportButton
            search={search}
            total={formatFloor(list.total, list.isTotalExact)}
            onExport={begin}
          />
        )}
      </div>
      <StatusTabs
        search={search}
        counts={list?.counts ?? null}
        isExact={list?.isCountExact ?? true}
      />
      <QueryForm
        text={isInitial ? props.initialText : formatQueryText(params)}
        sort={params.get("sort")}
        initialErrors={faults}
      />
      {isFiltering && (
        <FilterPanel
          search={search}
          values={values}
          sources={sources}
          list={list}
          isLoading={isLoading}
          onShow={() => {
            setFiltering(false);
            scrollTo({ top: 0 });
          }}
          fallback={<div className="panel mt-3 h-[625px]" aria-busy="true" />}
        />
      )}
      <ListStatus
        list={list}
        shownSearch={shown.search}
        search={search}
        isLoading={isLoading}
        onShow={() => {
          lists.showWaiting();
          scrollTo({ top: 0 });
        }}
      />
      {!isRefused && state.error !== null && (
        <ListFault error={state.error} onRetry={lists.retry} />
      )}
      {list && !isPart && list.rows.length === 0 && list.waiting.size === 0 && !isLoading && (
        <EmptyList key={shown.search} search={shown.search} isFailing={props.failing.length > 0} />
      )}
      {list && isPart && <PartNote search={search} />}
      {list && list.rows.length > 0 && (
        <div className={isLoading ? "opacity-60" : ""} aria-busy={isLoading}>
          <ListTable
            rows={list.rows}
            total={list.isTotalExact && !isPart ? list.total : null}
            columns={columns}
            search={search}
            now={now}
            failing={props.failing}
            ticked={ticked}
            onTick={tick}
            onNearEnd={lists.loadMore}
          />
          <ListEnd
            count={list.rows.length}
            hasMore={list.next !== null}
            isFull={list.rows.length >= maxRows}
            isLoading={state.phase === "loading-more"}
            onMore={lists.loadMore}
            pages={props.pages}
          />
        </div>
      )}
      {ticked.size > 0 && (
        <SelectionBar ticked={ticked} list={list} onClear={clear} onExport={begin} />
      )}
      {run && <ExportProgress key={run.number} {...run.order} onClose={close} />}
    </>
  );
}
