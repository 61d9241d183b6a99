import os, shutil
if {{ cookiecutter.remove }}:
    shutil.rmtree("optional")
with open("listing.txt", "w") as file:
    file.write("\n".join(sorted(os.listdir("."))) + "\n{{ cookiecutter.name }} {{ cookiecutter.from_hook }}\n")
