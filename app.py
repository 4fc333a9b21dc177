"""``python app.py`` serves the hub; ``app`` is the WSGI object for any other server."""

if __name__ == "__main__":
    from hub.cli import main

    main(["serve"])
else:
    from hub import assemble, create_app
    from hub.config import read_settings

    app = create_app(assemble(read_settings()))
