# The o1 family is slow; gpt-5-mini is not. model: o1 in a comment is prose? No: in code only quotes count.
from openai import OpenAI

model = o1
client = OpenAI()
answer = client.responses.create(model="gpt-5-mini", input="Say command, o1 or gpt-5-mini.")
MODELS = {"o1": 1, 'claude-opus-4-8': 2, "command": 3}
config["model"] = f"gpt-unknown-7"
name = os.environ.get("MODEL", "o1")
path = "models/gpt-5-mini.bin"
