import os, shutil
if {{ cookiecutter.remove }}:
    shutil.rmtree("optional")
with open("listing.txt", "w") as file:
    file.write("\n".join(sorted(set(os.listdir(".")) - {".fairmlpf.json"})) + "\n{{ cookiecutter.name }} {{ cookiecutter.from_hook }}\n")
