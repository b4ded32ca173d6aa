import Search from "@mui/icons-material/Search";
import InputAdornment from "@mui/material/InputAdornment";
import TextField from "@mui/material/TextField";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

const SEARCH_DELAY_MS = 120;

/** Search as you type over every searched attribute of the list. */
export function QuickSearch({
  value,
  onSearch,
}: {
  readonly value: string;
  readonly onSearch: (text: string) => void;
}) {
  const { t } = useTranslation("explorer");
  const [text, setText] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const latest = useRef(onSearch);
  latest.current = onSearch;
  useEffect(() => {
    if (document.activeElement?.id !== "explorer-search") setText(value);
  }, [value]);
  return (
    <TextField
      id="explorer-search"
      type="search"
      value={text}
      placeholder={t("search")}
      onChange={(event) => {
        setText(event.target.value);
        clearTimeout(timer.current);
        timer.current = setTimeout(() => latest.current(event.target.value), SEARCH_DELAY_MS);
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || text === "") return;
        event.stopPropagation();
        setText("");
        latest.current("");
      }}
      sx={{ width: 250, "& input": { py: "5px" } }}
      slotProps={{
        htmlInput: { "aria-label": t("search") },
        input: {
          startAdornment: (
            <InputAdornment position="start">
              <Search fontSize="small" />
            </InputAdornment>
          ),
        },
      }}
    />
  );
}
