"""Ground texts of judging, one text per line, UTF-8, written for this project.

``background.<language>.txt`` holds ordinary sentences of all sorts: their mean is the zero point of the
message score, and their spread sets its thresholds. ``contrast.<language>.txt`` holds marketing lines that
any company could say: the contrast of a brand whose kit brings none of its own.
"""
