"""A live energy feed as the tutorials of Django Channels write it: one group, one consumer, Redis
as the channel layer. Served by daphne; the peer that `bench/run` compares with."""

import json
import os

import django
from django.conf import settings

settings.configure(
    SECRET_KEY="only for measuring, on this machine",
    ALLOWED_HOSTS=["*"],
    INSTALLED_APPS=["channels"],
    CHANNEL_LAYERS={
        "default": {
            "BACKEND": "channels_redis.core.RedisChannelLayer",
            "CONFIG": {"hosts": [os.environ["BENCH_REDIS"]]},
        },
    },
)
django.setup()

from channels.generic.websocket import AsyncWebsocketConsumer  # noqa: E402
from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402
from django.urls import path  # noqa: E402


class Viewer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.channel_layer.group_add("energy", self.channel_name)
        await self.accept()

    async def disconnect(self, close_code):
        await self.channel_layer.group_discard("energy", self.channel_name)

    async def send_update(self, event):
        await self.send(text_data=json.dumps(event["data"]))


class Publisher(AsyncWebsocketConsumer):
    async def receive(self, text_data):
        data = json.loads(text_data)
        await self.channel_layer.group_send("energy", {"type": "send_update", "data": data})


application = ProtocolTypeRouter(
    {
        "websocket": URLRouter(
            [
                path("ws/energy/", Viewer.as_asgi()),
                path("publish", Publisher.as_asgi()),
            ]
        )
    }
)
