"""Filing: what can be done with a case that is closed, whatever its mode was."""

from __future__ import annotations

from game.scenes.actions import Action, Intent
from game.scenes.screen import Screen, Step
from game.scenes.session import Session


def filed(scene: Screen, session: Session, intent: Intent) -> Step:
    """A picture of its result, or its place in the register; anything else is not for filing.

    In a study of a file there is neither: the register names the other participants.
    """
    if scene.desk.inquiry is not None:
        return Step(scene)
    match intent:
        case Action.KEEP:
            # Here and not above, as below: the first frame does without.
            from game.scenes import keepsake

            return keepsake.begin(scene.desk, scene, session)
        case Action.REGISTER:
            from game.scenes import register

            return register.beside(scene.desk, scene, session.game.mode)
    return Step(scene)
