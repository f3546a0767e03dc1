"""Validates a notebook and runs its cells one after the other, as Jupyter would: `run_notebook.py run.ipynb`."""

import sys

import nbformat

notebook = nbformat.read(sys.argv[1], as_version=nbformat.NO_CONVERT)
nbformat.validate(notebook)
names = {"__name__": "notebook"}
for cell in notebook.cells:
    if cell.cell_type == "code":
        print(f"[{cell.id}]", flush=True)
        exec(compile(cell.source, cell.id, "exec"), names)
