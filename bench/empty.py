"""The smallest Typer app: what any command line of that kind costs to start."""

import typer

app = typer.Typer()


@app.command()
def main() -> None:
    """Does nothing."""


if __name__ == "__main__":
    app()
